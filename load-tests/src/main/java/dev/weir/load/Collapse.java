package dev.weir.load;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what a crowd on one cold key costs the origin, and how long its slowest client waits. */
@Command(
        name = "collapse",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A crowd of clients asks for one cold key at once, round after round.")
final class Collapse implements Callable<Integer> {
    private static final int FAULTS_SHOWN = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--target",
            required = true,
            description = "the gateway, e.g. http://127.0.0.1:8080; several of one fleet, if repeated")
    private List<URI> targets;

    @Option(names = "--origin", required = true, description = "the simulated origin behind it")
    private URI origin;

    @Option(names = "--clients", description = "default: ${DEFAULT-VALUE}")
    private int clients = 1000;

    @Option(names = "--origin-latency", description = "in milliseconds; default: ${DEFAULT-VALUE}")
    private int originLatency = 500;

    @Option(names = "--rounds", description = "measured ones of each kind; default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--kinds", split = ",", description = "of answers; default: ${DEFAULT-VALUE}")
    private List<Kind> kinds = List.of(Kind.SHARED, Kind.PRIVATE);

    @Option(names = "--warm-up", description = "rounds of each kind before that; default: ${DEFAULT-VALUE}")
    private int warmUp = 10;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Collapse()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        boolean met = true;
        try (Crowd crowd = new Crowd(targets, clients);
                Origin counted = new Origin(origin)) {
            for (int i = 0; i < warmUp; i++) {
                for (Kind kind : kinds) {
                    round(kind, crowd, counted);
                }
            }
            for (Kind kind : kinds) {
                met &= measure(kind, crowd, counted);
            }
        }
        return met ? 0 : 1;
    }

    private boolean measure(Kind kind, Crowd crowd, Origin counted) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%n%s answer: %d clients, origin %d ms%n", kind.name().toLowerCase(), clients, originLatency);
        out.printf("%-8s %8s %8s %9s %11s %10s%n", "round", "origin", "at once", "p50 ms", "slowest ms", "x origin");
        List<Round> done = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Round round = round(kind, crowd, counted);
            done.add(round);
            print(out, Integer.toString(i), round);
            round.faults().stream().limit(FAULTS_SHOWN).forEach(fault -> out.println("         " + fault));
        }
        return verdict(kind, done, out);
    }

    private Round round(Kind kind, Crowd crowd, Origin counted) throws Exception {
        String path =
                "/collapse/%s/%016x".formatted(kind, ThreadLocalRandom.current().nextLong());
        counted.reset();
        List<Answer> answers = crowd.ask(path + kind.query(), limit());
        return Round.of(kind, path, answers, counted.count());
    }

    /** Long enough for a gateway that lets its clients wait for one another in small groups. */
    private Duration limit() {
        return Duration.ofMillis(20L * originLatency).plusSeconds(10);
    }

    private boolean verdict(Kind kind, List<Round> done, PrintWriter out) {
        double slowest = median(done.stream().map(Round::slowest).toList());
        double p50 = median(done.stream().map(Round::p50).toList());
        boolean inTime = slowest <= kind.bound(originLatency);
        boolean right = done.stream().allMatch(round -> round.faults().isEmpty());
        out.printf("%-8s %8s %8s %9.0f %11.0f %10.2f", "median", "", "", p50, slowest, slowest / originLatency);
        out.printf("  bound %.0f ms: %s%n", kind.bound(originLatency), !right ? "WRONG" : inTime ? "met" : "MISSED");
        out.flush();
        return inTime && right;
    }

    private void print(PrintWriter out, String name, Round round) {
        out.printf(
                "%-8s %8d %8d %9.0f %11.0f %10.2f%n",
                name,
                round.origin().total(),
                round.origin().atOnce(),
                round.p50(),
                round.slowest(),
                round.slowest() / originLatency);
        out.flush();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
