package dev.weir.http;

import dev.weir.message.Body;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Moves an arriving body to a client, no faster than the client takes it. One event loop. */
final class BodyPump {
    /** Told once how it ended. */
    interface Ending {
        void ended(long bytes, boolean whole);
    }

    /** RFC 9113 §7. */
    private static final long INTERNAL_ERROR = 2;

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
        if (mayBeLong() && !over && !response.headWritten()) {
            Vertx.currentContext().runOnContext(later -> showHead());
        }
    }

    /**
     * Content of unknown length may be long in coming, and its client waits for the head: events, duplex streams. Not one of
     * HTTP/1.0: a head without content would announce chunks, which it does not know.
     */
    private boolean mayBeLong() {
        return body.length() == Body.UNKNOWN && request.version() != HttpVersion.HTTP_1_0;
    }

    private void showHead() {
        if (!over && !response.headWritten() && !response.closed()) {
            var unused = response.writeHead();
        }
    }

    private void write(Buffer bytes) {
        if (over) {
            return;
        }
        if (response.ended()) {
            abandon();
            return;
        }
        written += bytes.length();
        response.write(bytes);
        if (response.writeQueueFull()) {
            body.stream().pause();
        }
    }

    /** A request whose content was refused meanwhile has its answer already. */
    private void finish() {
        if (response.ended()) {
            abandon();
        } else if (end(true)) {
            if (takesTrailers()) {
                body.trailers()
                        .get()
                        .forEach((name, value) -> response.trailers().add(name, value));
            }
            response.end().onSuccess(sent -> closeIfUnframed());
        }
    }

    /** In HTTP/1.1 they stand behind the last chunk (RFC 9112 §7.1.2), for who says that it reads them. */
    private boolean takesTrailers() {
        return switch (request.version()) {
            case HTTP_1_0 -> false;
            case HTTP_1_1 -> response.isChunked() && Incoming.takesTrailers(request);
            case HTTP_2, HTTP_3 -> true;
        };
    }

    private void closeIfUnframed() {
        if (request.version() == HttpVersion.HTTP_1_0 && body.length() == Body.UNKNOWN) {
            request.connection().close();
        }
    }

    /** The content is short: only the end of the connection can tell the client (RFC 9112 §8), or of its stream. */
    private void breakOff() {
        if (!end(true)) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset(INTERNAL_ERROR);
        } else {
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
