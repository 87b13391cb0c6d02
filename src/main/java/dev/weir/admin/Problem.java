package dev.weir.admin;

import dev.weir.admin.BodyReader.Mistake;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A refusal, told as problem details (RFC 9457).
 *
 * @param detail what was wrong and what was expected
 * @param mistakes each one in the request's content; empty where the refusal is of something else
 */
record Problem(int status, String detail, List<Mistake> mistakes) {
    private static final int MOST_SHOWN = 100;

    Problem(int status, String detail) {
        this(status, detail, List.of());
    }

    /** All that is wrong with the content of one request. */
    static Problem of(List<Mistake> mistakes) {
        String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
        return new Problem(400, count + ", nothing was done; errors names each", mistakes);
    }

    void sendTo(HttpServerResponse response) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail);
        if (!mistakes.isEmpty()) {
            body.put("errors", errors());
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(body.toBuffer());
    }

    private JsonArray errors() {
        JsonArray errors = new JsonArray();
        mistakes.stream()
                .limit(MOST_SHOWN)
                .forEach(mistake -> errors.add(
                        new JsonObject().put("pointer", mistake.pointer()).put("detail", mistake.detail())));
        return errors;
    }
}
