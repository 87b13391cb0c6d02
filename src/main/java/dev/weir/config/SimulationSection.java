package dev.weir.config;

import dev.weir.simulate.SimulationSettings;
import dev.weir.simulate.SimulationSettings.Fields;
import dev.weir.simulate.SimulationSettings.Latency;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code simulated}: how a simulated origin behaves. */
final class SimulationSection {
    private static final Latency STANDARD = new Latency(Duration.ofMillis(250), Duration.ofMillis(900));
    private static final Form<Integer> BODY = Sizes.between("0B", "1GiB").map(Math::toIntExact);

    private SimulationSection() {}

    static SimulationSettings read(Section simulated) {
        Value latency = simulated.at("latency");
        return new SimulationSettings(
                latency.isMapping() ? latency.section(SimulationSection::quantiles) : constant(latency),
                simulated.get("failure-rate", Numbers.RATE, 0.0),
                simulated.get("body", BODY, 2 << 10),
                fields(simulated));
    }

    private static Fields fields(Section simulated) {
        return new Fields(
                simulated.find("cache-control", Texts.FIELD_VALUE).orElse(null),
                groups(simulated.list("groups", Texts.GROUP)),
                simulated.get("validators", Choices.SWITCH, true));
    }

    private static @Nullable String groups(List<String> names) {
        return names.isEmpty() ? null : String.join(",", names);
    }

    private static Latency constant(Value latency) {
        return latency.as(Durations.DELAY)
                .map(always -> new Latency(always, always))
                .orElse(STANDARD);
    }

    private static Latency quantiles(Section latency) {
        Duration median = latency.require("median", Durations.DELAY, Duration.ZERO);
        Duration p99 = latency.require("p99", Durations.DELAY, Duration.ZERO);
        if (latency.self().isSound() && median.compareTo(p99) > 0) {
            latency.at("p99").report("less than the median", "the median or longer");
        } else if (latency.self().isSound() && median.isZero() && !p99.isZero()) {
            latency.at("median").report("0ms", "more than 0ms: no log-normal distribution has such quantiles");
        }
        return new Latency(median, p99);
    }
}
