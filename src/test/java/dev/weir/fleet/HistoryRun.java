package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.HistoryChecker.Violation;
import dev.weir.testing.Async;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Four gateways in every kind of trouble, clients that read, operators that purge: whoever asks after a purge was confirmed
 * gets nothing older than it.
 *
 * <p>Too long for every build, so that its name is none that Maven looks for: {@code load-tests/history} runs it.
 * {@code -Dhistory.seconds=N} says how long, {@code -Dhistory.seed=N} rolls the same dice.
 */
class HistoryRun {
    private static final int GATEWAYS = 4;
    private static final int CLIENTS = 16;
    private static final int OPERATORS = 4;
    private static final long SECONDS = Long.getLong("history.seconds", 60);
    private static final long SEED = Long.getLong("history.seed", System.nanoTime());
    private static final Path REPORT = Path.of("target", "history.txt");
    private static final String JOINED = "joining the one that begins";
    private static final String APPENDED_AGAIN = "appending them again";

    private static final long AROUND = TimeUnit.SECONDS.toNanos(5);

    private record Run(
            List<Violation> violations, HistoryClients clients, Troubles troubles, long joined, long appendedAgain) {}

    private static Run run(Duration time, String main) throws IOException {
        History history = new History();
        try (VersionedOrigin origin = new VersionedOrigin(SEED);
                TroubledFleet fleet = new TroubledFleet(GATEWAYS, origin.address(), main)) {
            HistoryClients clients = new HistoryClients(fleet.fleet(), history);
            Troubles troubles = new Troubles(fleet, SEED);
            Future<Void> reading = clients.read(CLIENTS, SEED);
            Future<Void> purging = clients.purge(OPERATORS, SEED + CLIENTS);
            troubles.run(time);
            clients.stop();
            Async.await(Future.join(reading, purging), 1, TimeUnit.MINUTES);
            Run run = new Run(
                    HistoryChecker.check(history.responses(), history.purges()),
                    clients,
                    troubles,
                    fleet.printed(JOINED),
                    fleet.printed(APPENDED_AGAIN));
            report(time, main, history, run);
            return run;
        }
    }

    private static void report(Duration time, String main, History history, Run run) throws IOException {
        String text = "%s, %d s, seed %d: %d responses checked against %d confirmed purges: %d violations%n"
                        .formatted(
                                main.substring(main.lastIndexOf('.') + 1),
                                time.toSeconds(),
                                SEED,
                                history.responses().size(),
                                history.purges().size(),
                                run.violations().size())
                + "  troubles: " + run.troubles().met() + "; logs joined anew " + run.joined()
                + " times, lost entries appended again " + run.appendedAgain() + " times\n"
                + run.clients().tally().entrySet().stream()
                        .map(one -> "  %7d %s%n".formatted(one.getValue(), one.getKey()))
                        .collect(Collectors.joining())
                + run.violations().stream()
                        .limit(20)
                        .map(violation -> explained(violation, run.troubles()))
                        .collect(Collectors.joining());
        System.out.print(text);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** With what went on around it, in milliseconds after the purge was ordered. */
    private static String explained(Violation violation, Troubles troubles) {
        long ordered = violation.purge().sent();
        return "  " + violation + "\n"
                + troubles
                        .between(
                                violation.response().made() - AROUND,
                                violation.response().sent())
                        .stream()
                        .map(event -> "      " + event.since(ordered) + "\n")
                        .collect(Collectors.joining());
    }

    @Test
    void nothingOlderThanAConfirmedPurge_isServedAfterIt() throws IOException {
        Run run = run(Duration.ofSeconds(SECONDS), Leftovers.MAIN);

        assertThat(run.violations()).as("seed %d", SEED).isEmpty();
        assertThat(run.clients().count(HistoryClients.OF_DETACHED))
                .as("answers of detached gateways")
                .isPositive();
        assertThat(run.joined()).as("gateways that joined a log anew").isPositive();
        assertThat(run.appendedAgain()).as("lost entries met").isPositive();
    }

    /** The checker and the troubles are worth something: without the fence they find what it is there for. */
    @Test
    void withoutTheFence_purgedResponsesAreServed() throws IOException {
        Run run = run(Duration.ofSeconds(10), UnfencedMain.class.getName());

        assertThat(run.violations()).isNotEmpty();
    }
}
