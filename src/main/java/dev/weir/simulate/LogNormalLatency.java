package dev.weir.simulate;

import dev.weir.simulate.SimulationSettings.Latency;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Latencies drawn from a log-normal distribution, which is given by its median and its 99th percentile.
 *
 * <p>The shape of most services: never below zero, half the answers near the median, a long tail. With
 * {@code X = exp(mu + sigma * Z)} for a standard normal {@code Z}, {@code mu} is the logarithm of the median and
 * {@code sigma} the distance of the two quantiles' logarithms over the 99 % quantile of {@code Z}.
 */
final class LogNormalLatency {
    private static final double Z_99 = 2.3263478740408408;

    private final Duration median;
    private final double sigma;
    private final RandomGenerator random;

    LogNormalLatency(Latency quantiles, RandomGenerator random) {
        this.median = quantiles.median();
        this.random = random;
        this.sigma = sigma(quantiles);
    }

    private static double sigma(Latency quantiles) {
        Duration median = quantiles.median();
        Duration p99 = quantiles.p99();
        if (median.isNegative() || p99.compareTo(median) < 0) {
            throw new IllegalArgumentException(
                    "latency: median " + median + ", p99 " + p99 + " (expected: 0 <= median <= p99)");
        }
        if (median.equals(p99)) {
            return 0;
        }
        if (median.isZero()) {
            throw new IllegalArgumentException(
                    "latency: median 0, p99 " + p99 + " (expected: a median > 0, or both 0)");
        }
        return Math.log((double) p99.toNanos() / median.toNanos()) / Z_99;
    }

    /** Equal quantiles give the median each time and leave the generator alone. */
    Duration next() {
        if (sigma == 0) {
            return median;
        }
        return Duration.ofNanos((long) (median.toNanos() * Math.exp(sigma * random.nextGaussian())));
    }
}
