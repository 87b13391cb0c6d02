package dev.weir.fill;

import dev.weir.origin.OriginSettings;
import dev.weir.policy.TokenBucket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests a second this process may send to each origin while nobody waits for them. When it is spent, what is
 * stored is served on as long as it may be, and a later request makes the refresh. Any thread.
 */
public final class RefreshBudgets {
    private record Budget(TokenBucket bucket, AtomicLong fullAt) {}

    private volatile Map<String, Budget> byOrigin = Map.of();
    private final InstantSource clock;

    public RefreshBudgets(Collection<OriginSettings> origins, InstantSource clock) {
        this.clock = clock;
        allot(origins);
    }

    /** Other budgets from now on; one that is as before goes on, and so does that of an origin that is no more. */
    public void allot(Collection<OriginSettings> origins) {
        Map<String, Budget> allotted = new HashMap<>(byOrigin);
        for (OriginSettings origin : origins) {
            TokenBucket bucket = TokenBucket.of(origin.refreshBudget());
            Budget before = allotted.get(origin.name());
            if (before == null || !before.bucket().equals(bucket)) {
                allotted.put(origin.name(), new Budget(bucket, new AtomicLong(TokenBucket.FULL)));
            }
        }
        byOrigin = Map.copyOf(allotted);
    }

    /** Whether one more may be sent; if so, it counts as sent. */
    public boolean take(String origin) {
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
    public boolean isSpent(String origin) {
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
