package dev.weir.fleet;

import dev.weir.testing.Async;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * An origin that answers one request for everyone and the next for its client alone, says so as RFC 9111 lets it, and
 * names in each body for whom it made it.
 *
 * <p>It is never wrong: whatever reaches another client was leaked by the gateways.
 */
final class CanaryOrigin implements AutoCloseable {
    /** The client's name, which no key and no Vary knows. */
    static final String USER = "x-user";

    private static final String AUTHORIZATION = "authorization";
    private static final String COOKIE = "cookie";
    private static final String LANGUAGE = "accept-language";
    private static final String TAG = "\"all\"";
    private static final int LONGEST_DELAY_MILLIS = 20;

    /** What an answer may say of itself. */
    private enum Kind {
        PUBLIC,
        STALE,
        STALE_IF_ERROR,
        FRESH,
        SILENT,
        SHARED,
        PRIVATE,
        NO_STORE,
        PRIVATE_FIELD,
        SETS_COOKIE,
        VARIES_BY_LANGUAGE,
        VARIES_BY_COOKIE,
        VARIES_BY_ALL,
        VALIDATED,
        FAILING
    }

    private static final Kind[] KINDS = Kind.values();

    /** How many numbers there are for a path to begin with. */
    static final int NUMBERS = KINDS.length;

    private final Vertx vertx = Vertx.vertx();
    private final Random random;
    private final ScriptedOrigin origin = new ScriptedOrigin().alwaysAnswer(this::take);

    CanaryOrigin(long seed) {
        random = new Random(seed);
    }

    URI address() {
        return origin.address();
    }

    int count() {
        return origin.count();
    }

    /** On the one event loop of the origin: chance needs no lock. */
    private void take(HttpServerRequest request) {
        Kind kind = kindOf(request.path());
        int delay = random.nextInt(LONGEST_DELAY_MILLIS);
        if (delay == 0) {
            answer(request, kind);
        } else {
            vertx.setTimer(delay, due -> answer(request, kind));
        }
    }

    /** {@code /mixed/…} is of another kind each time, others of one: {@code /3/…}. */
    private Kind kindOf(String path) {
        String first = path.split("/", 3)[1];
        return KINDS[first.equals("mixed") ? random.nextInt(KINDS.length) : Integer.parseInt(first) % KINDS.length];
    }

    private static void answer(HttpServerRequest request, Kind kind) {
        Map<String, String> fields = fieldsOf(request.headers());
        HttpServerResponse response = request.response();
        Audience user = Audience.sharing(USER, fields);
        boolean authorized = fields.containsKey(AUTHORIZATION);
        switch (kind) {
            case PUBLIC -> end(says(response, "public, max-age=1, stale-while-revalidate=2"), Audience.ALL);
            case STALE -> end(says(response, "public, max-age=0, stale-while-revalidate=60"), Audience.ALL);
            case STALE_IF_ERROR -> end(says(response, "public, max-age=0, stale-if-error=60"), Audience.ALL);
            case FRESH -> end(says(response, "max-age=1, stale-if-error=2"), authorized ? user : Audience.ALL);
            case SILENT -> end(response, authorized || fields.containsKey(COOKIE) ? user : Audience.ALL);
            case SHARED -> end(says(response, "max-age=0, s-maxage=1"), Audience.ALL);
            case PRIVATE -> end(says(response, "private, max-age=60"), user);
            case NO_STORE -> end(says(response, "no-store, max-age=60"), user);
            case PRIVATE_FIELD ->
                end(
                        says(response, "public, max-age=1, private=\"x-made-for\"")
                                .putHeader("x-made-for", user.value()),
                        Audience.ALL);
            case SETS_COOKIE -> end(says(response, "max-age=60").putHeader("set-cookie", "id=" + user.value()), user);
            case VARIES_BY_LANGUAGE ->
                end(
                        says(response, "public, max-age=1").putHeader("vary", LANGUAGE),
                        Audience.sharing(LANGUAGE, fields));
            case VARIES_BY_COOKIE ->
                end(says(response, "public, max-age=1").putHeader("vary", COOKIE), Audience.sharing(COOKIE, fields));
            case VARIES_BY_ALL -> end(says(response, "public, max-age=60").putHeader("vary", "*"), user);
            case VALIDATED ->
                validated(request, says(response, "public, max-age=0").putHeader("etag", TAG));
            case FAILING -> end(response.setStatusCode(503), user);
        }
    }

    private static void validated(HttpServerRequest request, HttpServerResponse response) {
        if (TAG.equals(request.getHeader("if-none-match"))) {
            response.setStatusCode(304).end();
        } else {
            end(response, Audience.ALL);
        }
    }

    private static HttpServerResponse says(HttpServerResponse response, String cacheControl) {
        return response.putHeader("cache-control", cacheControl);
    }

    private static void end(HttpServerResponse response, Audience audience) {
        response.end(audience.body());
    }

    private static Map<String, String> fieldsOf(MultiMap headers) {
        Map<String, String> fields = new HashMap<>();
        headers.forEach(field -> fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        return fields;
    }

    @Override
    public void close() {
        origin.close();
        Async.await(vertx.close());
    }
}
