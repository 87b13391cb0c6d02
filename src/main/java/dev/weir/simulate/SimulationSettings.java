package dev.weir.simulate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the simulated origin behaves.
 *
 * @param latency time before a response's head
 * @param failureRate share of requests answered with 503, from 0 to 1
 * @param bodyBytes size of the JSON document, padded up to it
 * @param fields what its responses say of caching
 */
public record SimulationSettings(Latency latency, double failureRate, int bodyBytes, Fields fields) {

    /** A log-normal distribution by two of its quantiles; equal quantiles make it constant. */
    public record Latency(Duration median, Duration p99) {}

    /**
     * Cache fields of every successful GET.
     *
     * @param cacheControl the value of Cache-Control, or null for none
     * @param groups value of Cache-Groups as a list of names, comma-separated, or null for none
     * @param validators send ETag and Last-Modified, and answer matching preconditions with 304
     */
    public record Fields(
            @Nullable String cacheControl, @Nullable String groups, boolean validators) {}
}
