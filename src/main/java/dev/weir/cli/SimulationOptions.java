package dev.weir.cli;

import dev.weir.notation.Quantities;
import dev.weir.simulate.SimulationSettings;
import dev.weir.simulate.SimulationSettings.Fields;
import dev.weir.simulate.SimulationSettings.Latency;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How the simulated origin behaves, as options: the same words as in the configuration. */
final class SimulationOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            converter = AsDuration.class,
            description = "Every answer takes this long; not together with --median and --p99.")
    private @Nullable Duration latency;

    @Option(
            names = "--median",
            paramLabel = "TIME",
            converter = AsDuration.class,
            description = "Half of the answers take at most this long (default: 250ms).")
    private @Nullable Duration median;

    @Option(
            names = "--p99",
            paramLabel = "TIME",
            converter = AsDuration.class,
            description = "99 of 100 answers take at most this long (default: 900ms).")
    private @Nullable Duration p99;

    @Option(
            names = "--failure-rate",
            paramLabel = "SHARE",
            description = "Share of answers that are 503, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double failureRate;

    @Option(
            names = "--body",
            paramLabel = "SIZE",
            converter = AsBytes.class,
            defaultValue = "2KiB",
            description = "Length of the document (default: ${DEFAULT-VALUE}).")
    private int body;

    @Option(names = "--cache-control", paramLabel = "VALUE", description = "Cache-Control of successful answers.")
    private @Nullable String cacheControl;

    @Option(names = "--groups", paramLabel = "NAME,NAME", description = "Cache groups of every path (RFC 9875).")
    private @Nullable String groups;

    @Option(names = "--no-validators", description = "No ETag, no Last-Modified, no 304.")
    private boolean withoutValidators;

    SimulationSettings settings() {
        if (!(failureRate >= 0 && failureRate <= 1)) {
            throw wrong("--failure-rate: " + failureRate + " (expected: 0 to 1)");
        }
        return new SimulationSettings(
                quantiles(), failureRate, body, new Fields(cacheControl, groups, !withoutValidators));
    }

    private Latency quantiles() {
        if (latency != null && (median != null || p99 != null)) {
            throw wrong("--latency together with --median or --p99 (expected: one or the other)");
        }
        if (latency != null) {
            return new Latency(latency, latency);
        }
        Duration half = median != null ? median : Duration.ofMillis(250);
        Duration most = p99 != null ? p99 : Duration.ofMillis(900);
        if (half.compareTo(most) > 0 || (half.isZero() && !most.isZero())) {
            throw wrong("--median: " + half.toMillis() + "ms with a p99 of " + most.toMillis()
                    + "ms (expected: more than 0ms, not more than --p99)");
        }
        return new Latency(half, most);
    }

    ParameterException wrong(String why) {
        return new ParameterException(command.commandLine(), why);
    }

    /** {@code 250ms}, {@code 5s}. */
    static final class AsDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return converted(() -> Quantities.duration(text));
        }
    }

    /** {@code 512B}, {@code 2KiB}. */
    static final class AsBytes implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return converted(() -> Quantities.bytes(text));
        }
    }

    private static <T> T converted(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
