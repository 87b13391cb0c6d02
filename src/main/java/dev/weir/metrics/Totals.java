package dev.weir.metrics;

import dev.weir.exchange.Collapse;
import dev.weir.exchange.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was counted since the start of the process, over all routes; or between two moments.
 *
 * @param latency of all requests but those whose client left
 * @param origins by name; one that was not asked yet is missing
 * @param lag from appending purges to applying them here
 */
public record Totals(
        Map<Outcome, Long> requests,
        Distribution latency,
        Map<Collapse, Long> collapsed,
        Map<String, Calls> origins,
        Calls redis,
        Distribution lag) {
    /** Calls to something outside, those of them that failed, and how long those took that were made at all. */
    public record Calls(long count, long failed, Distribution took) {
        public static final Calls NONE = new Calls(0, 0, Distribution.of(Stream.empty()));

        Calls since(Calls earlier) {
            return new Calls(count - earlier.count, failed - earlier.failed, took.since(earlier.took));
        }
    }

    /** What has come since earlier totals of the same process. */
    public Totals since(Totals earlier) {
        Map<String, Calls> since = new TreeMap<>(origins);
        earlier.origins.forEach((name, before) -> since.computeIfPresent(name, (same, now) -> now.since(before)));
        return new Totals(
                minus(new EnumMap<>(requests), earlier.requests),
                latency.since(earlier.latency),
                minus(new EnumMap<>(collapsed), earlier.collapsed),
                since,
                redis.since(earlier.redis),
                lag.since(earlier.lag));
    }

    private static <K> Map<K, Long> minus(Map<K, Long> now, Map<K, Long> earlier) {
        now.replaceAll((key, count) -> count - earlier.getOrDefault(key, 0L));
        return now;
    }
}
