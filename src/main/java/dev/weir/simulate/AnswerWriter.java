package dev.weir.simulate;

import dev.weir.simulate.Overrides.Framing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes one answer to the socket, in the framing that was asked for.
 *
 * <p>Large bodies go piece by piece, each when the one before has left: a slow client costs one piece, not a body.
 */
final class AnswerWriter {
    private static final int PIECE = 64 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;

    AnswerWriter(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
    }

    Future<Void> write(Answer answer, Framing framing) {
        response.setStatusCode(answer.status());
        answer.fields().forEach(response::putHeader);
        Document document = answer.document();
        return document == null ? response.end() : write(document, framing);
    }

    private Future<Void> write(Document document, Framing framing) {
        int length = document.length();
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (!framing.chunked()) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        }
        if (head) {
            return response.end();
        }
        response.setChunked(framing.chunked());
        if (framing.cut()) {
            return pieces(document, 0, length / 2).compose(half -> response.reset());
        }
        if (framing.chunked()) {
            return pieces(document, 0, length / 2).compose(half -> rest(document, length / 2));
        }
        return rest(document, 0);
    }

    private Future<Void> rest(Document document, int from) {
        int length = document.length();
        int last = Math.max(from, length - PIECE);
        return pieces(document, from, last).compose(most -> response.end(document.slice(last, length)));
    }

    private Future<Void> pieces(Document document, int from, int to) {
        if (from >= to) {
            return Future.succeededFuture();
        }
        int next = Math.min(from + PIECE, to);
        return response.write(document.slice(from, next)).compose(sent -> pieces(document, next, to));
    }
}
