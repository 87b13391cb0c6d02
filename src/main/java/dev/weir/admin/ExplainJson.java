package dev.weir.admin;

import dev.weir.exchange.Explained;
import dev.weir.invalidation.PurgeMatch;
import dev.weir.message.Terms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explanations as JSON; member names are part of the admin plane's API. No value of a request's field is in it. */
final class ExplainJson {
    private ExplainJson() {}

    static JsonObject of(Explained explained) {
        return new JsonObject()
                .put("url", explained.request().target().toString())
                .put("method", explained.request().method())
                .put("at", explained.now().toString())
                .put("route", route(explained.asked()))
                .put("key", key(explained.asked()))
                .put(
                        "looked",
                        array(explained.places().stream()
                                .map(ExplainJson::place)
                                .toList()))
                .put("stored", stored(explained.kept(), explained))
                .put("next", next(explained.next()))
                .put("words", array(ExplainWords.of(explained)));
    }

    private static @Nullable JsonObject route(Explained.@Nullable Asked asked) {
        return asked == null
                ? null
                : new JsonObject().put("name", asked.route()).put("origin", asked.origin());
    }

    private static @Nullable JsonObject key(Explained.@Nullable Asked asked) {
        return asked == null || asked.key() == null
                ? null
                : new JsonObject()
                        .put("text", asked.key().text())
                        .put(
                                "left-out",
                                new JsonObject()
                                        .put("query", array(asked.query()))
                                        .put("fields", array(asked.fields()))
                                        .put("cookies", array(asked.cookies())));
    }

    private static JsonObject place(Explained.Place place) {
        return new JsonObject()
                .put("store", place.store())
                .put("key", place.key())
                .put("found", place.found());
    }

    private static @Nullable JsonObject stored(Explained.@Nullable Kept kept, Explained explained) {
        return kept == null
                ? null
                : new JsonObject()
                        .put("status", kept.response().head().status())
                        .put("bytes", kept.response().length())
                        .put("vary", array(ExplainWords.vary(kept.response())))
                        .put("groups", array(kept.response().groups()))
                        .put("freshness", freshness(kept, explained.now()))
                        .put("fence", Long.toString(kept.fence().position()))
                        .put("verdict", lower(kept.verdict()))
                        .put(
                                "purges",
                                array(kept.purges().stream()
                                        .map(purge -> purge(purge, kept.fence().position()))
                                        .toList()));
    }

    private static JsonObject freshness(Explained.Kept kept, Instant now) {
        Terms terms = kept.response().terms();
        return new JsonObject()
                .put("response-time", terms.responseTime().toString())
                .put("initial-age", seconds(terms.initialAge()))
                .put("age", seconds(terms.currentAge(now)))
                .put("lifetime", seconds(terms.lifetime()))
                .put("source", kept.source())
                .put("ttl", seconds(terms.ttl(now)))
                .put("stale-while-revalidate", seconds(terms.staleWhileRevalidate()))
                .put("stale-if-error", seconds(terms.staleIfError()))
                .put("reuse", lower(terms.reuse()));
    }

    private static JsonObject purge(PurgeMatch purge, long fence) {
        return new JsonObject()
                .put("kind", lower(purge.kind()))
                .put("name", purge.name())
                .put("hard", purge.hard() == 0 ? null : Long.toString(purge.hard()))
                .put("newest", Long.toString(purge.any()))
                .put("counts", purge.any() > fence);
    }

    private static JsonObject next(Explained.Next next) {
        return new JsonObject()
                .put("action", lower(next.action()))
                .put("cache-status", next.cacheStatus())
                .put("status", next.status() == 0 ? null : next.status())
                .put("why", next.why())
                .put("remarks", array(next.remarks()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static JsonArray array(List<?> items) {
        return new JsonArray(items);
    }
}
