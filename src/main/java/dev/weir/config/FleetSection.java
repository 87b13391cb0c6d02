package dev.weir.config;

import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.FleetSettings.Detached;
import dev.weir.redis.RedisSettings;
import java.time.Duration;
import java.util.Map;

/** How the gateways of a fleet forget together: keys of the document itself, and two of {@code redis}. */
final class FleetSection {
    private static final Form<Detached> DETACHED =
            Choices.of("serve or forward", Map.of("serve", Detached.SERVE, "forward", Detached.FORWARD));
    private static final Form<Integer> REPLICAS = Numbers.between(0, 16);
    private static final Form<Integer> LOG_LENGTH = Numbers.between(1_000, 1_000_000);

    private final Section root;
    private int purgeReplicas = FleetSettings.STANDARD.purgeReplicas();
    private int logLength = FleetSettings.STANDARD.logLength();

    FleetSection(Section root) {
        this.root = root;
    }

    /** Reads the keys of {@code redis} behind those of how it is reached. */
    RedisSettings readLog(Section redis, RedisSettings reached) {
        purgeReplicas = redis.get("purge-replicas", REPLICAS, purgeReplicas);
        logLength = redis.get("purge-log", LOG_LENGTH, logLength);
        return reached;
    }

    FleetSettings read() {
        Duration limit = root.find("detached-for", Durations.WAIT).orElse(null);
        return new FleetSettings(root.get("detached", DETACHED, Detached.SERVE), limit, purgeReplicas, logLength);
    }
}
