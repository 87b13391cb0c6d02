package dev.weir.http;

import dev.weir.exchange.Explanation;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request that is over, for whoever keeps a log of requests. Its texts are as the client sent them, but for their end
 * where they are long: what waits to be written must not take memory without bound.
 *
 * @param client address that connected, or null where it is not known any more
 * @param trace the {@code traceparent} field (W3C Trace Context)
 */
public record AccessRecord(
        @Nullable String client,
        String method,
        String target,
        String protocol,
        @Nullable String userAgent,
        @Nullable String referer,
        @Nullable String trace,
        Ended ended) {
    static final int LONGEST_TARGET = 2_048;
    static final int LONGEST_FIELD = 512;

    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");

    /**
     * How it ended.
     *
     * @param startedAt arrival of the head, in nanoseconds on the monotonic clock
     * @param nanos from there to the end of the answer
     * @param bytes of the answer's content
     */
    public record Ended(Explanation why, int status, long startedAt, long nanos, long bytes) {}

    static AccessRecord of(HttpServerRequest request, Ended ended) {
        SocketAddress client = request.remoteAddress();
        return new AccessRecord(
                client == null ? null : client.hostAddress(),
                clipped(request.method().name(), LONGEST_FIELD),
                clipped(request.uri(), LONGEST_TARGET),
                protocol(request.version()),
                field(request, HttpHeaders.USER_AGENT),
                field(request, HttpHeaders.REFERER),
                field(request, TRACEPARENT),
                ended);
    }

    private static @Nullable String field(HttpServerRequest request, CharSequence name) {
        String value = request.getHeader(name);
        return value == null ? null : clipped(value, LONGEST_FIELD);
    }

    private static String clipped(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static String protocol(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2.0";
            default -> version.alpnName();
        };
    }
}
