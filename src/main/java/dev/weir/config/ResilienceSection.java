package dev.weir.config;

import dev.weir.origin.BalanceRules;
import dev.weir.origin.ResilienceSettings;
import dev.weir.origin.ResilienceSettings.Checks;
import dev.weir.origin.ResilienceSettings.Ejection;
import dev.weir.origin.ResilienceSettings.Retries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an origin chooses among its servers, and what it makes of their trouble. */
final class ResilienceSection {
    private static final Form<BalanceRules> BALANCE = Choices.of(
            "round-robin, least-requests or consistent-hashing",
            Map.of(
                    "round-robin", BalanceRules.ROUND_ROBIN,
                    "least-requests", BalanceRules.LEAST_REQUESTS,
                    "consistent-hashing", BalanceRules.CONSISTENT_HASHING));
    private static final Form<Boolean> SWITCH_OR_MORE =
            Choices.of("off, on or a mapping", Map.of("on", true, "true", true, "off", false, "false", false));
    private static final Form<Boolean> OFF_OR_MORE =
            Choices.of("off or a mapping", Map.of("off", false, "false", false));
    private static final Form<Integer> FEW = Numbers.between(1, 1000);
    private static final Form<String> PATH = Texts.matching("/[\\x21-\\x7e&&[^#]]*", "a path such as /health");
    private static final Form<Set<Integer>> STATUS = Texts.matching(
                    "[1-5](?:\\d\\d|xx)", "a status such as 503, or a class such as 5xx")
            .map(ResilienceSection::statuses);

    private ResilienceSection() {}

    static ResilienceSettings read(Section origin) {
        return new ResilienceSettings(
                origin.get("balance", BALANCE, ResilienceSettings.STANDARD.balance()),
                switchable(origin.at("ejection"), ResilienceSection::ejection, Ejection.STANDARD, Ejection.NEVER),
                checks(origin.at("health")),
                switchable(origin.at("retries"), ResilienceSection::retries, Retries.STANDARD, Retries.NONE));
    }

    private static <T> T switchable(Value written, Function<Section, T> reader, T on, T off) {
        return written.isMapping()
                ? written.section(reader)
                : written.as(SWITCH_OR_MORE).orElse(true) ? on : off;
    }

    private static Ejection ejection(Section ejection) {
        Ejection usual = Ejection.STANDARD;
        Ejection read = new Ejection(
                ejection.get("failures", FEW, usual.failures()),
                statuses(ejection, usual.statuses()),
                ejection.get("first", Durations.WAIT, usual.first()),
                ejection.get("longest", Durations.WAIT, usual.longest()));
        if (read.longest().compareTo(read.first()) < 0 && ejection.self().isSound()) {
            ejection.self().report("a longest ejection that is shorter than the first", "at least as long");
        }
        return read;
    }

    private static Retries retries(Section retries) {
        Retries usual = Retries.STANDARD;
        return new Retries(
                retries.get("most", FEW, usual.most()),
                statuses(retries, usual.statuses()),
                retries.get("budget", Numbers.RATE, usual.budget()));
    }

    private static @Nullable Checks checks(Value written) {
        if (!written.isMapping()) {
            written.as(OFF_OR_MORE);
            return null;
        }
        return written.section(checks -> new Checks(
                checks.require("path", PATH, "/"),
                checks.get("interval", Durations.WAIT, Duration.ofSeconds(5)),
                checks.get("timeout", Durations.WAIT, Duration.ofSeconds(2)),
                checks.get("healthy-after", FEW, 2),
                checks.get("unhealthy-after", FEW, 3),
                statuses(checks, ResilienceSettings.statusClass(2))));
    }

    private static Set<Integer> statuses(Section section, Set<Integer> usual) {
        List<Set<Integer>> written = section.list("status", STATUS);
        return section.at("status").isAbsent()
                ? usual
                : written.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Integer> statuses(String status) {
        return status.endsWith("xx")
                ? ResilienceSettings.statusClass(status.charAt(0) - '0')
                : Set.of(Integer.valueOf(status));
    }
}
