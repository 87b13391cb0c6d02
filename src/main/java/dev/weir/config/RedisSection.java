package dev.weir.config;

import dev.weir.redis.RedisSettings;
import dev.weir.redis.RedisSettings.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code redis}: how the shared Redis is reached. */
final class RedisSection {
    private static final Form<Topology> TOPOLOGY = Choices.of(
            "embedded, standalone or none; this release does not speak sentinel and cluster",
            Map.of("embedded", Topology.EMBEDDED, "standalone", Topology.STANDALONE, "none", Topology.NONE));

    private RedisSection() {}

    static RedisSettings read(Section redis) {
        return new RedisSettings(
                redis.get("topology", TOPOLOGY, Topology.STANDALONE),
                endpoints(redis),
                redis.get("command-timeout", Durations.WAIT, Duration.ofMillis(200)),
                redis.get("max-in-flight", Numbers.COUNT, 1024));
    }

    /** Endpoints beside {@code embedded} or {@code none} are no mistake: the topology may come from the environment. */
    private static List<String> endpoints(Section redis) {
        Value endpoints = redis.at("endpoints");
        endpoints.requireOneItem("exactly one endpoint; only sentinel and cluster have several");
        return endpoints.isAbsent() ? List.of("redis://127.0.0.1:6379") : redis.list("endpoints", Addresses.REDIS);
    }
}
