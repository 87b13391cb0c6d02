package dev.weir.metrics;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long things took: how many of them ended within each of the {@link Meters#BUCKETS}.
 *
 * <p>Two taken one after the other are subtracted to see the time between. What is told of them is as fine as the buckets.
 */
public final class Distribution {
    private final long[] within;
    private final long count;

    private Distribution(long[] within, long count) {
        this.within = within;
        this.count = count;
    }

    static Distribution of(Stream<Timer> timers) {
        long[] within = new long[Meters.BUCKETS.length];
        long count = timers.mapToLong(timer -> add(timer, within)).sum();
        return new Distribution(within, count);
    }

    private static long add(Timer timer, long[] within) {
        CountAtBucket[] counts = timer.takeSnapshot().histogramCounts();
        for (int i = 0; i < Math.min(within.length, counts.length); i++) {
            within[i] += (long) counts[i].count();
        }
        return timer.count();
    }

    /** What has come since an earlier one of the same. */
    Distribution since(Distribution earlier) {
        long[] newer = within.clone();
        for (int i = 0; i < newer.length; i++) {
            newer[i] -= earlier.within[i];
        }
        return new Distribution(newer, count - earlier.count);
    }

    public long count() {
        return count;
    }

    /**
     * The time within which such a share of them ended, reckoned as if they were spread evenly within a bucket; the
     * longest bound where it is beyond all, null where there were none.
     *
     * @param share from 0 to 1
     */
    public @Nullable Duration quantile(double share) {
        if (count <= 0) {
            return null;
        }
        double rank = share * count;
        long below = 0;
        Duration lower = Duration.ZERO;
        for (int i = 0; i < within.length; i++) {
            Duration upper = Meters.BUCKETS[i];
            if (within[i] >= rank && within[i] > below) {
                double part = Math.max(0, (rank - below) / (within[i] - below));
                return lower.plusNanos((long) (upper.minus(lower).toNanos() * part));
            }
            below = within[i];
            lower = upper;
        }
        return lower;
    }
}
