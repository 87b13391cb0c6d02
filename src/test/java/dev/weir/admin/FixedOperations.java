package dev.weir.admin;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway whose state a test sets. */
final class FixedOperations implements Operations {
    static final String METERS = "# TYPE weir_redis_up gauge\nweir_redis_up 1.0\n";

    volatile List<Health.Check> checks = List.of(Health.Check.up("redis"));
    volatile @Nullable RuntimeException failure;
    volatile String scrapedOn = "";

    @Override
    public String scrape() {
        scrapedOn = Thread.currentThread().getName();
        failIfAsked();
        return METERS;
    }

    @Override
    public Health ready() {
        return new Health(checks);
    }

    @Override
    public Status status() {
        failIfAsked();
        return new Status(
                "1.2.3",
                "n1",
                Duration.ofSeconds(90),
                "up",
                List.of(new Status.Origin("slow", "http://127.0.0.1:9000", 3)),
                List.of(new Status.Route("all", "/**", "slow", true)));
    }

    private void failIfAsked() {
        RuntimeException wanted = failure;
        if (wanted != null) {
            throw wanted;
        }
    }
}
