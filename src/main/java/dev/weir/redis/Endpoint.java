package dev.weir.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One address of Redis. The URI may hold a password, so what is shown of it, here and in every message, is host and port.
 *
 * @param label host and port, or its place in the configuration if the URI tells none
 */
record Endpoint(String uri, String label) {
    private static final int USUAL_PORT = 6379;

    static List<Endpoint> all(List<String> uris) {
        return IntStream.range(0, uris.size())
                .mapToObj(i -> new Endpoint(uris.get(i), label(uris.get(i), i + 1)))
                .toList();
    }

    private static String label(String uri, int place) {
        try {
            URI parsed = new URI(uri);
            if (parsed.getHost() != null) {
                return parsed.getHost() + ':' + (parsed.getPort() == -1 ? USUAL_PORT : parsed.getPort());
            }
        } catch (URISyntaxException e) {
            // Its message would repeat the URI, password included.
        }
        return "endpoint " + place;
    }

    @Override
    public String toString() {
        return label;
    }
}
