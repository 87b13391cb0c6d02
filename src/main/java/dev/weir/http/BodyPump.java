package dev.weir.http;

import dev.weir.message.Body;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Moves an arriving body to a client, no faster than the client takes it. One event loop. */
final class BodyPump {
    /** Told once how it ended. */
    interface Ending {
        void ended(long bytes, boolean whole);
    }

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Body.Arriving body;
    private final Ending ending;
    private long written;
    private boolean over;

    BodyPump(HttpServerRequest request, Body.Arriving body, Ending ending) {
        this.request = request;
        this.response = request.response();
        this.body = body;
        this.ending = ending;
    }

    void start() {
        response.closeHandler(gone -> abandon());
        response.exceptionHandler(gone -> abandon());
        response.drainHandler(drained -> body.stream().resume());
        body.stream().handler(this::write);
        body.stream().endHandler(end -> finish());
        body.stream().exceptionHandler(cut -> breakOff());
        body.stream().resume();
    }

    private void write(Buffer bytes) {
        if (over) {
            return;
        }
        written += bytes.length();
        response.write(bytes);
        if (response.writeQueueFull()) {
            body.stream().pause();
        }
    }

    private void finish() {
        if (end(true)) {
            response.end().onSuccess(sent -> closeIfUnframed());
        }
    }

    private void closeIfUnframed() {
        if (!response.isChunked() && body.length() == Body.UNKNOWN) {
            request.connection().close();
        }
    }

    /** The content is short: only the end of the connection can tell the client (RFC 9112 §8). */
    private void breakOff() {
        if (end(true)) {
            request.connection().close();
        }
    }

    private void abandon() {
        if (end(false)) {
            body.cancel().run();
        }
    }

    private boolean end(boolean whole) {
        if (over) {
            return false;
        }
        over = true;
        ending.ended(written, whole);
        return true;
    }
}
