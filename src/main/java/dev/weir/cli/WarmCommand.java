package dev.weir.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir warm}: has a gateway fetch URLs before clients ask for them. */
@Command(
        name = "warm",
        description = {
            "Has a gateway fetch URLs before clients ask for them, within the refresh budget of their origins.",
            "What is stored and fresh is not fetched: to repeat it costs little."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done: what may be stored is",
            "1:not begun: the gateway cannot be reached, wants a token, or is busy with other jobs",
            "2:wrong usage, or a URL that is none",
            "4:the gateway did not answer any more: repeat it",
            "6:done, but some URLs failed at the origin or are not served"
        })
final class WarmCommand implements Callable<Integer> {
    /** Lists are given in pieces that fit into one request. */
    private static final int PIECE = 2_000;

    private static final int MOST_FAILED_SHOWN = 5;

    private static final Map<String, String> MEANINGS = Map.of(
            "stored", "stored",
            "fresh", "fresh already, not fetched",
            "not_stored", "fetched, but may not be stored",
            "passed", "not fetched: such requests are passed",
            "refused", "not fetched: the gateway does not serve them",
            "failed", "failed at the origin");

    private static final int LONGEST_URL = 4_000;
    private static final int SHOWN_EVERY_MILLIS = 200;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(
            paramLabel = "FILE",
            description = "URLs, one a line, as clients ask for them; - reads standard input. # begins a remark.")
    private String file = "-";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Most requests at once (default: ${DEFAULT-VALUE}).")
    private int concurrency = 8;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Most requests a second; 0 for as many as the budgets allow (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME:VALUE",
            description = "A field of every request; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--json", description = "Prints the summary as JSON, and no progress.")
    private boolean json;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Shows the progress bar, on standard error; by default on a terminal alone.")
    private @Nullable Boolean progress;

    @Override
    public Integer call() throws InterruptedException {
        List<String> urls = urls();
        if (urls.isEmpty()) {
            throw new ParameterException(spec.commandLine(), file + ": no URL in it (expected: one a line)");
        }
        WarmRun run = new WarmRun(admin.client());
        Runtime.getRuntime().addShutdownHook(new Thread(run::abandon));
        long began = System.nanoTime();
        try (ProgressBar bar = shows() ? bar(urls.size()) : null) {
            LongConsumer told = bar == null ? done -> {} : bar::stepTo;
            for (int from = 0; from < urls.size(); from += PIECE) {
                run.warm(order(urls.subList(from, Math.min(urls.size(), from + PIECE))), told);
            }
        } catch (AdminFailure failure) {
            return Console.failed(spec, String.valueOf(failure.getMessage()), failure.exitCode());
        }
        summarise(run, Duration.ofNanos(System.nanoTime() - began));
        return run.isFlawed() ? ExitCode.SOME_FAILED : 0;
    }

    private List<String> urls() {
        try (BufferedReader lines = file.equals("-") ? standardInput() : Files.newBufferedReader(Path.of(file))) {
            List<String> urls = lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .distinct()
                    .toList();
            urls.stream().filter(url -> url.length() > LONGEST_URL).findFirst().ifPresent(this::refuseLong);
            return urls;
        } catch (IOException | UncheckedIOException unreadable) {
            throw new ParameterException(
                    spec.commandLine(),
                    file + " cannot be read: " + unreadable.getMessage() + " (expected: a text file)");
        }
    }

    private void refuseLong(String url) {
        throw new ParameterException(
                spec.commandLine(),
                url.substring(0, 60) + "…: " + url.length() + " characters (expected: at most " + LONGEST_URL + ")");
    }

    private static BufferedReader standardInput() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    private JsonObject order(List<String> urls) {
        return new JsonObject()
                .put("urls", new JsonArray(urls))
                .put("headers", new JsonArray(headers))
                .put("concurrency", concurrency)
                .put("rate", rate);
    }

    private boolean shows() {
        Boolean asked = progress;
        return asked != null
                ? asked
                : !json && spec.commandLine().getColorScheme().ansi().enabled();
    }

    private static ProgressBar bar(int urls) {
        return new ProgressBarBuilder()
                .setTaskName("warming")
                .setInitialMax(urls)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(SHOWN_EVERY_MILLIS)
                .setUnit(" URLs", 1)
                .showSpeed()
                .build();
    }

    private void summarise(WarmRun run, Duration took) {
        PrintWriter out = spec.commandLine().getOut();
        double seconds = took.toMillis() / 1000.0;
        if (json) {
            JsonObject outcomes = new JsonObject();
            run.outcomes().forEach(outcomes::put);
            out.println(new JsonObject()
                    .put("urls", run.done())
                    .put("seconds", seconds)
                    .put("outcomes", outcomes)
                    .put("failed", new JsonArray(run.failed()))
                    .encode());
        } else {
            out.println(String.format(Locale.ROOT, "warmed %,d URLs in %.1f s", run.done(), seconds));
            run.outcomes().forEach((outcome, count) -> {
                if (count > 0) {
                    out.println(String.format(Locale.ROOT, "%,9d  %s", count, MEANINGS.getOrDefault(outcome, outcome)));
                }
            });
            run.failed().stream().limit(MOST_FAILED_SHOWN).forEach(url -> out.println("           failed: " + url));
        }
        out.flush();
    }
}
