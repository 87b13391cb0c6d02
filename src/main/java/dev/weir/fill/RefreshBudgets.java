package dev.weir.fill;

import dev.weir.origin.OriginSettings;
import dev.weir.policy.TokenBucket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * How many requests a second this process may send to each origin while nobody waits for them. When it is spent, what is
 * stored is served on as long as it may be, and a later request makes the refresh. Any thread.
 */
public final class RefreshBudgets {
    private record Budget(TokenBucket bucket, AtomicLong fullAt) {}

    private final Map<String, Budget> byOrigin;
    private final InstantSource clock;

    public RefreshBudgets(Collection<OriginSettings> origins, InstantSource clock) {
        this.clock = clock;
        this.byOrigin = origins.stream()
                .collect(Collectors.toUnmodifiableMap(
                        OriginSettings::name,
                        origin ->
                                new Budget(TokenBucket.of(origin.refreshBudget()), new AtomicLong(TokenBucket.FULL))));
    }

    /** Whether one more may be sent; if so, it counts as sent. */
    boolean take(String origin) {
        Budget budget = of(origin);
        long now = nanos(clock.instant());
        while (true) {
            long before = budget.fullAt().get();
            long after = budget.bucket().take(before, now);
            if (after == TokenBucket.SPENT) {
                return false;
            }
            if (budget.fullAt().compareAndSet(before, after)) {
                return true;
            }
        }
    }

    /** What was taken was not needed: somebody else is at it. */
    void giveBack(String origin) {
        Budget budget = of(origin);
        budget.fullAt().addAndGet(-budget.bucket().period());
    }

    /** Whether none may be sent at this moment. */
    boolean isSpent(String origin) {
        Budget budget = of(origin);
        return budget.bucket().take(budget.fullAt().get(), nanos(clock.instant())) == TokenBucket.SPENT;
    }

    private Budget of(String origin) {
        Budget budget = byOrigin.get(origin);
        if (budget == null) {
            throw new IllegalArgumentException("origin " + origin + " (expected: one of " + byOrigin.keySet() + ")");
        }
        return budget;
    }

    private static long nanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
