package dev.weir.origin;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;

/**
 * How many requests an origin gets at once. Fixed, or found by the gradient of its response times: as they rise over what
 * is usual the limit falls, as they are usual it rises again to {@code max-concurrent}. The adaptive limit is also
 * approached no faster than {@link Ramp} allows.
 *
 * <p>Not thread-safe; times are nanoseconds of a monotonic clock.
 */
final class ConcurrencyLimit {
    private static final int LEAST = 8;
    private static final double TOLERANCE = 2.0;

    /** What is usual is the average of about so many answers; an overload that lasts longer becomes what is usual. */
    private static final int USUAL_SAMPLES = 3000;

    private final int most;
    private final Limit algorithm;
    private final boolean adaptive;
    private Ramp ramp;

    ConcurrencyLimit(OriginSettings settings, long now) {
        this.most = settings.maxConcurrent();
        this.adaptive = settings.overload().adaptive();
        this.algorithm = gradient(most);
        this.ramp = Ramp.starting(now);
    }

    /** Room for an eighth more than gradient and tolerance leave: single slow answers must not narrow the limit. */
    private static Limit gradient(int most) {
        return Gradient2Limit.newBuilder()
                .initialLimit(most)
                .maxConcurrency(most)
                .minLimit(Math.min(LEAST, most))
                .rttTolerance(TOLERANCE)
                .longWindow(USUAL_SAMPLES)
                .queueSizeFunction(limit -> 4 + limit / 8)
                .build();
    }

    /** @param inFlight as many as are under way */
    int now(long now, int inFlight) {
        if (!adaptive) {
            return most;
        }
        int limit = algorithm.getLimit();
        ramp = ramp.at(now, inFlight, limit);
        return Math.min(limit, ramp.allowed());
    }

    /** The limit by the response times alone. */
    int found() {
        return adaptive ? algorithm.getLimit() : most;
    }

    /** @param inFlight when the request was sent */
    void answered(long sentAt, long took, int inFlight) {
        if (adaptive) {
            algorithm.onSample(sentAt, Math.max(1, took), inFlight, false);
        }
    }
}
