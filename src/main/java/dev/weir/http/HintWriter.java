package dev.weir.http;

import dev.weir.exchange.Interim;
import dev.weir.message.EarlyHints;
import dev.weir.message.FieldLines;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Sends a client the interim responses that precede its final one (RFC 8297). One event loop. */
final class HintWriter {
    private HintWriter() {}

    /** A client of HTTP/1.0 knows no interim response (RFC 9110 §15.2). */
    static EarlyHints to(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_0
                ? EarlyHints.NONE
                : Interim.stripped(fields -> write(request.response(), fields));
    }

    private static void write(HttpServerResponse response, FieldLines fields) {
        if (!response.headWritten() && !response.closed()) {
            MultiMap hints = MultiMap.caseInsensitiveMultiMap();
            fields.forEach(hints::add);
            response.writeEarlyHints(hints);
        }
    }
}
