package dev.weir.scenarios;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the origin is to say once. Dates are relative to the time at which it says it. */
final class Answer {
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    /** How the answer ends. */
    private enum End {
        WHOLE,
        REFUSED,
        CUT
    }

    /** When, and of which path it was asked. */
    private record Moment(Instant now, String path) {}

    private record Field(String name, Function<Moment, String> value) {}

    private final int status;
    private final List<Field> fields = new ArrayList<>();
    private @Nullable String body;
    private Duration takes = Duration.ZERO;
    private End end = End.WHOLE;
    private boolean dated = true;
    private boolean chunked;

    private Answer(int status) {
        this.status = status;
    }

    /** 200 with a body of its own, unlike that of every other answer. */
    static Answer ok(String cacheControl) {
        return ok().with("cache-control", cacheControl);
    }

    static Answer ok() {
        return new Answer(200);
    }

    static Answer status(int status) {
        return new Answer(status);
    }

    static Answer status(int status, String cacheControl) {
        return new Answer(status).with("cache-control", cacheControl);
    }

    static Answer notModified() {
        return new Answer(304);
    }

    boolean hangsUp() {
        return end == End.REFUSED;
    }

    /** Closes the connection without an answer. */
    static Answer hangUp() {
        Answer none = new Answer(0);
        none.end = End.REFUSED;
        return none;
    }

    Answer with(String name, String value) {
        fields.add(new Field(name, moment -> value));
        return this;
    }

    /** A reference to what is below the scenario's own path. */
    Answer withPath(String name, String below) {
        return withPath(name, "", below);
    }

    Answer withPath(String name, String before, String below) {
        fields.add(new Field(name, moment -> before + moment.path() + below));
        return this;
    }

    Answer etag(String tag) {
        return with("etag", tag);
    }

    Answer body(String text) {
        body = text;
        return this;
    }

    /** @param seconds from now */
    Answer date(long seconds) {
        dated = false;
        return dated("date", seconds);
    }

    Answer dated(String name, long seconds) {
        fields.add(new Field(name, moment -> render(moment.now().plusSeconds(seconds))));
        return this;
    }

    Answer expires(long seconds) {
        return dated("expires", seconds);
    }

    Answer lastModified(long seconds) {
        return dated("last-modified", seconds);
    }

    Answer withoutDate() {
        dated = false;
        return this;
    }

    Answer chunked() {
        chunked = true;
        return this;
    }

    /** The gateway's clock moves on by so much between request and answer. */
    Answer takes(long seconds) {
        takes = Duration.ofSeconds(seconds);
        return this;
    }

    /** The connection ends in the middle of the body. */
    Answer cut() {
        end = End.CUT;
        return this;
    }

    int status() {
        return status;
    }

    /** Says it, and returns the body said, or null for none. */
    @Nullable
    String say(HttpServerRequest request, ManualClock clock, String path, int number) {
        clock.advance(takes);
        HttpServerResponse response = request.response();
        if (end == End.REFUSED) {
            request.connection().close();
            return null;
        }
        response.setStatusCode(status);
        Instant now = clock.instant();
        if (dated) {
            response.putHeader("date", render(now));
        }
        Moment moment = new Moment(now, path);
        fields.forEach(
                field -> response.headers().add(field.name(), field.value().apply(moment)));
        if (status == 304 || status == 204) {
            response.end();
            return null;
        }
        String text = body == null ? "content " + number : body;
        send(request, text);
        return text;
    }

    private void send(HttpServerRequest request, String text) {
        HttpServerResponse response = request.response();
        if (end == End.CUT) {
            response.putHeader("content-length", Integer.toString(text.length() + 100));
            response.write(text).onComplete(sent -> request.connection().close());
            return;
        }
        response.setChunked(chunked);
        response.end(Buffer.buffer(text));
    }

    private static String render(Instant at) {
        return IMF_FIXDATE.format(at.atOffset(ZoneOffset.UTC));
    }
}
