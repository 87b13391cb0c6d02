package dev.weir.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One address of Redis. What is shown of it, here and in every message, is host and port. */
record Endpoint(String host, int port, boolean tls, int database, Credentials credentials) {
    private static final int USUAL_PORT = 6379;

    /** @throws IllegalArgumentException if one is no address of Redis; the message names its place, not its text */
    static List<Endpoint> all(List<String> uris) {
        return IntStream.range(0, uris.size())
                .mapToObj(i -> parse(uris.get(i), i + 1))
                .toList();
    }

    private static Endpoint parse(String uri, int place) {
        try {
            URI parsed = new URI(uri);
            boolean known = "redis".equals(parsed.getScheme()) || "rediss".equals(parsed.getScheme());
            if (known && parsed.getHost() != null && parsed.getPath().matches("(/[0-9]{0,5})?")) {
                return of(parsed);
            }
        } catch (URISyntaxException e) {
            // Its message repeats the URI, password included.
        }
        throw new IllegalArgumentException("Redis endpoint " + place
                + " (expected: redis://[user:password@]host[:port][/database], or rediss://)");
    }

    private static Endpoint of(URI uri) {
        @Nullable String userInfo = uri.getRawUserInfo();
        String path = uri.getPath();
        return new Endpoint(
                uri.getHost(),
                uri.getPort() == -1 ? USUAL_PORT : uri.getPort(),
                "rediss".equals(uri.getScheme()),
                path.length() > 1 ? Integer.parseInt(path.substring(1)) : 0,
                userInfo == null ? Credentials.NONE : Credentials.of(userInfo));
    }

    /** A server that this one named: the same in all but its address. */
    Endpoint at(String otherHost, int otherPort) {
        String host = otherHost.contains(":") && !otherHost.startsWith("[") ? '[' + otherHost + ']' : otherHost;
        return new Endpoint(host, otherPort, tls, database, credentials);
    }

    Endpoint as(Credentials others) {
        return new Endpoint(host, port, tls, database, others);
    }

    Endpoint inDatabase(int other) {
        return new Endpoint(host, port, tls, other, credentials);
    }

    /** For the client library, without the credentials. */
    String uri() {
        return (tls ? "rediss://" : "redis://") + label() + (database == 0 ? "" : "/" + database);
    }

    /** Host and port. */
    String label() {
        return host + ':' + port;
    }

    @Override
    public String toString() {
        return label();
    }
}
