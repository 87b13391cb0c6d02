package dev.weir.config;

import dev.weir.policy.CachingRules.Heuristic;
import dev.weir.policy.CachingRules.Ttls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of {@code cache} that say how long responses stay fresh. */
final class TtlKeys {
    private static final Form<String> STATUS =
            Texts.matching("[1-5](?:\\d\\d|xx)", "a status such as 404, or a class such as 5xx");

    private static final Form<Boolean> HEURISTIC =
            Choices.of("off, on or a mapping", Map.of("on", true, "true", true, "off", false, "false", false));

    private TtlKeys() {}

    static Ttls read(Section cache) {
        Map<String, Duration> written = cache.section("ttl-by-status", TtlKeys::byStatus);
        return new Ttls(
                cache.find("default-ttl", Durations.LIFETIME).orElse(null),
                cache.find("fixed-ttl", Durations.LIFETIME).orElse(null),
                cache.find("max-ttl", Durations.LIFETIME).orElse(null),
                cache.find("browser-ttl", Durations.LIFETIME).orElse(null),
                heuristic(cache.at("heuristic")),
                pick(written, status -> !status.endsWith("xx"), Integer::valueOf),
                pick(written, status -> status.endsWith("xx"), status -> status.charAt(0) - '0'));
    }

    private static @Nullable Heuristic heuristic(Value written) {
        if (written.isMapping()) {
            return written.section(heuristic -> new Heuristic(
                    heuristic.get("fraction", Numbers.RATE, Heuristic.STANDARD.fraction()),
                    heuristic.get("max", Durations.LIFETIME, Heuristic.STANDARD.max())));
        }
        return written.as(HEURISTIC).orElse(true) ? Heuristic.STANDARD : null;
    }

    private static Map<String, Duration> byStatus(Section statuses) {
        Map<String, Duration> ttls = new HashMap<>();
        statuses.entries(STATUS)
                .forEach((status, value) -> value.as(Durations.LIFETIME)
                        .filter(ttl -> STATUS.read(status).isPresent())
                        .ifPresent(ttl -> ttls.put(status, ttl)));
        return ttls;
    }

    private static Map<Integer, Duration> pick(
            Map<String, Duration> written, Predicate<String> kind, Function<String, Integer> number) {
        return written.entrySet().stream()
                .filter(entry -> kind.test(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(entry -> number.apply(entry.getKey()), Map.Entry::getValue));
    }
}
