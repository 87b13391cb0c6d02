package dev.weir.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to be forgotten, and how, as options: the same words as in the admin API. The gateway checks them. */
final class PurgeOptions {
    private static final String STANDARD_INPUT = "-";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Every variant of a URL; - reads URLs from standard input.")
    private List<String> urls = List.of();

    @Option(names = "--group", paramLabel = "NAME", description = "All responses that named this group; - as above.")
    private List<String> groups = List.of();

    @Option(names = "--prefix", paramLabel = "URL", description = "All whose URL begins so; - as above.")
    private List<String> prefixes = List.of();

    @Option(names = "--all", description = "Everything; with --origin everything of it.")
    private boolean all;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Groups of this origin alone, such as https://shop.example.")
    private @Nullable String origin;

    @Option(names = "--soft", description = "Marks it stale instead: it may still be used while it is refreshed.")
    private boolean soft;

    @Option(names = "--refill", description = "Fetches hot URLs among it again.")
    private boolean refill;

    @Option(names = "--no-confirm", description = "Does not wait until the fleet has applied it.")
    private boolean noConfirm;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = SimulationOptions.AsDuration.class,
            description = "Longest wait for the fleet (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(1);

    Duration timeout() {
        return timeout;
    }

    /** The order as the admin API takes it. */
    JsonObject order() {
        if (Stream.of(urls, groups, prefixes)
                        .flatMap(List::stream)
                        .filter(STANDARD_INPUT::equals)
                        .count()
                > 1) {
            throw new ParameterException(command.commandLine(), "-: given twice (expected: standard input once)");
        }
        return new JsonObject()
                .put("urls", values(urls))
                .put("groups", values(groups))
                .put("prefixes", values(prefixes))
                .put("all", all)
                .put("origin", origin)
                .put("soft", soft)
                .put("refill", refill)
                .put("confirm", !noConfirm)
                .put("timeout", timeout.toMillis() + "ms");
    }

    /** One a line; empty lines are none. */
    private static JsonArray values(List<String> given) {
        List<String> values = new ArrayList<>();
        for (String value : given) {
            if (value.equals(STANDARD_INPUT)) {
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(values::add);
            } else {
                values.add(value);
            }
        }
        return new JsonArray(values);
    }
}
