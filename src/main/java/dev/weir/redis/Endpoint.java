package dev.weir.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One address of Redis. The URI may hold a password, so what is shown of it, here and in every message, is host and port.
 *
 * @param label host and port
 */
record Endpoint(String uri, String label) {
    private static final int USUAL_PORT = 6379;

    /** @throws IllegalArgumentException if one is no address of Redis; the message names its place, not its text */
    static List<Endpoint> all(List<String> uris) {
        return IntStream.range(0, uris.size())
                .mapToObj(i -> new Endpoint(uris.get(i), label(uris.get(i), i + 1)))
                .toList();
    }

    private static String label(String uri, int place) {
        try {
            URI parsed = new URI(uri);
            boolean known = "redis".equals(parsed.getScheme()) || "rediss".equals(parsed.getScheme());
            if (known && parsed.getHost() != null && parsed.getPath().matches("(/[0-9]{0,5})?")) {
                return parsed.getHost() + ':' + (parsed.getPort() == -1 ? USUAL_PORT : parsed.getPort());
            }
        } catch (URISyntaxException e) {
            // Its message repeats the URI, password included.
        }
        throw new IllegalArgumentException("Redis endpoint " + place
                + " (expected: redis://[user:password@]host[:port][/database], or rediss://)");
    }

    @Override
    public String toString() {
        return label;
    }
}
