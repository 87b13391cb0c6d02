package dev.weir.admin;

import dev.weir.exchange.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Snapshots as JSON; member names are part of the admin plane's API. Times are milliseconds, rounded to thousandths. */
final class SnapshotJson {
    /** Answered without a request of their own to the origin, or by a mere confirmation. */
    private static final Set<Outcome> HITS =
            Set.of(Outcome.NEAR_HIT, Outcome.REDIS_HIT, Outcome.STALE, Outcome.COLLAPSED, Outcome.REVALIDATED);

    private SnapshotJson() {}

    static JsonObject of(Snapshot snapshot) {
        return new JsonObject()
                .put("node", snapshot.node())
                .put("at", snapshot.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("seconds", rounded(snapshot.over().toNanos() / 1e9))
                .put("requests", counts(snapshot.requests()))
                .put("hit-ratio", hitRatio(snapshot.requests()))
                .put("latency", latency(snapshot.latency()))
                .put("collapsed", counts(snapshot.collapsed()))
                .put(
                        "origins",
                        new JsonArray(snapshot.origins().stream()
                                .map(SnapshotJson::origin)
                                .toList()))
                .put("redis", redis(snapshot.redis()))
                .put("near", near(snapshot.near()))
                .put("invalidation", invalidation(snapshot.invalidation()))
                .put(
                        "fleet",
                        new JsonArray(
                                snapshot.fleet().stream().map(AdminJson::member).toList()))
                .put(
                        "hot",
                        new JsonArray(
                                snapshot.hot().stream().map(AdminJson::hot).toList()));
    }

    /** Null where there was no request. */
    private static @Nullable Double hitRatio(Map<Outcome, Long> requests) {
        long all = requests.values().stream().mapToLong(Long::longValue).sum();
        long hits =
                HITS.stream().mapToLong(hit -> requests.getOrDefault(hit, 0L)).sum();
        return all == 0 ? null : Double.valueOf((double) hits / all);
    }

    private static JsonObject counts(Map<? extends Enum<?>, Long> counts) {
        JsonObject json = new JsonObject();
        counts.forEach((what, count) -> json.put(what.name().toLowerCase(Locale.ROOT), count));
        return json;
    }

    private static JsonObject latency(Snapshot.Latency latency) {
        return new JsonObject()
                .put("p50", millis(latency.p50()))
                .put("p95", millis(latency.p95()))
                .put("p99", millis(latency.p99()));
    }

    private static JsonObject origin(Snapshot.OfOrigin origin) {
        return new JsonObject()
                .put("name", origin.name())
                .put("calls", origin.calls())
                .put("failed", origin.failed())
                .put("latency", latency(origin.latency()))
                .put("in-flight", origin.inFlight())
                .put("queued", origin.queued())
                .put("limit", origin.limit());
    }

    private static JsonObject redis(Snapshot.OfRedis redis) {
        return new JsonObject()
                .put("state", redis.state())
                .put("trouble", redis.trouble())
                .put("commands", redis.commands())
                .put("failed", redis.failed())
                .put("latency", latency(redis.latency()));
    }

    private static JsonObject near(Snapshot.Near near) {
        return new JsonObject()
                .put("bytes", near.bytes())
                .put("max-bytes", near.maxBytes())
                .put("responses", near.responses());
    }

    private static JsonObject invalidation(Snapshot.Invalidation invalidation) {
        return new JsonObject()
                .put("applied", invalidation.applied())
                .put("lag", latency(invalidation.lag()))
                .put("queued", invalidation.queued())
                .put("detached", invalidation.detached());
    }

    private static @Nullable Double millis(@Nullable Duration time) {
        return time == null ? null : Double.valueOf(rounded(time.toNanos() / 1e6));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
