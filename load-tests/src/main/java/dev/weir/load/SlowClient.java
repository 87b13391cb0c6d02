package dev.weir.load;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what one slow client costs the others of a long body, and the gateway's heap. */
@Command(
        name = "slow-client",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Clients read one long body together, and one of them slowly.")
final class SlowClient implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    private static final int SAMPLES = 6;

    @Spec
    private CommandSpec spec;

    @Option(names = "--target", required = true, description = "the gateway, e.g. http://127.0.0.1:8080")
    private URI target;

    @Option(names = "--origin-port", required = true, description = "where this program is the origin")
    private int originPort;

    @Option(names = "--gateway-pid", required = true, description = "whose heap is measured")
    private long gatewayPid;

    @Option(names = "--jcmd", required = true, description = "of the gateway's JDK")
    private String jcmd;

    @Option(names = "--mebibytes", description = "length of the body; default: ${DEFAULT-VALUE}")
    private int mebibytes = 64;

    @Option(names = "--pace", description = "of the origin, MB/s; default: ${DEFAULT-VALUE}")
    private int pace = 5;

    @Option(names = "--clients", description = "that read as fast as they can; default: ${DEFAULT-VALUE}")
    private int clients = 20;

    @Option(names = "--slow-pace", description = "of the slow client, kB/s; default: ${DEFAULT-VALUE}")
    private int slowPace = 10;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SlowClient()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        long length = mebibytes * MIB;
        Viewer slow = new Viewer(target.getPort(), "/film", slowPace * 1_000L);
        List<Future<Viewer.Seen>> watching = new ArrayList<>();
        LiveHeap heap = new LiveHeap(jcmd, gatewayPid);
        long before = heap.bytes();
        long most = before;
        try (Film film = new Film(originPort, length, pace * 1_000_000L);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                watching.add(threads.submit(new Viewer(target.getPort(), "/film", 0)));
            }
            Future<Viewer.Seen> slowly = threads.submit(slow);
            Thread.sleep(1_000);
            film.begin();
            for (int i = 0; i < SAMPLES; i++) {
                Thread.sleep(1_000L * length / (pace * 1_000_000L) / (SAMPLES + 1));
                most = Math.max(most, heap.bytes());
            }
            boolean right = true;
            double first = Double.MAX_VALUE;
            double last = 0;
            for (Future<Viewer.Seen> each : watching) {
                Viewer.Seen seen = each.get();
                right &= !seen.wrong() && seen.bytes() == length;
                first = Math.min(first, seen.seconds());
                last = Math.max(last, seen.seconds());
            }
            slow.leave();
            Viewer.Seen slowlySeen = slowly.get();
            out.printf("%d clients: %.2f to %.2f s, every byte right: %s%n", clients, first, last, right);
            out.printf(
                    "slow client: %d kB, every byte right: %s; requests at the origin: %d, for a rest: %d%n",
                    slowlySeen.bytes() / 1_000, !slowlySeen.wrong(), film.wholes(), film.rests());
            out.printf("live heap: %.1f MiB before, at most %.1f MiB%n", 1.0 * before / MIB, 1.0 * most / MIB);
            out.flush();
            double due = 1.0 * length / (pace * 1_000_000L);
            boolean met = right
                    && !slowlySeen.wrong()
                    && last <= due + 2
                    && film.wholes() == 1
                    && film.rests() <= 1
                    && most - before <= 16 * MIB;
            out.printf("bounds (all within %.1f s, one request, 16 MiB): %s%n", due + 2, met ? "met" : "MISSED");
            out.flush();
            return met ? 0 : 1;
        }
    }
}
