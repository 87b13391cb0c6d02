package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer one = timer("one");
    private final Timer other = timer("other");

    private Timer timer(String name) {
        return Timer.builder(name).serviceLevelObjectives(Meters.BUCKETS).register(registry);
    }

    private Distribution both() {
        return Distribution.of(Stream.of(one, other));
    }

    private static void record(Timer timer, int times, long millis) {
        for (int i = 0; i < times; i++) {
            timer.record(Duration.ofMillis(millis));
        }
    }

    @Test
    void nothing_hasNoQuantile() {
        assertThat(both().quantile(0.5)).isNull();
        assertThat(both().count()).isZero();
    }

    @Test
    void withinABucket_theyAreTakenToBeSpreadEvenly() {
        record(one, 50, 2);
        record(other, 50, 80);

        assertThat(both().quantile(0.25)).isEqualTo(Duration.ofNanos(1_750_000));
        assertThat(both().quantile(0.5)).isEqualTo(Duration.ofNanos(2_500_000));
        assertThat(both().quantile(0.75)).isEqualTo(Duration.ofMillis(75));
        assertThat(both().quantile(1)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void beyondTheLastBound_isTheLastBound() {
        record(one, 1, 60_000);

        assertThat(both().quantile(0.5)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatCameSince_isTheDifference() {
        record(one, 10, 2);
        Distribution earlier = both();
        record(other, 4, 80);

        assertThat(both().since(earlier).count()).isEqualTo(4);
        assertThat(both().since(earlier).quantile(0)).isEqualTo(Duration.ofMillis(50));
    }
}
