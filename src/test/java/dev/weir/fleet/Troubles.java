package dev.weir.fleet;

import dev.weir.fleet.RedisProxy.Kind;
import dev.weir.fleet.RedisProxy.Trouble;
import dev.weir.testing.Async;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to a fleet that nobody wished for, at random: several gateways at a time may be in trouble, each in one.
 *
 * <p>A failover to a replica that is behind happens while no gateway is in trouble: what has lost its log and all the
 * gateways that know it is lost, which no cache can help.
 */
final class Troubles {
    enum What {
        STOPPED,
        KILLED,
        LEFT,
        CUT,
        HELD,
        DELAYED,
        FLUSHED,
        RESTARTED_EMPTY,
        FAILED_OVER
    }

    /** @param where number of the gateway, and which of its connections if it was one */
    record Event(What what, String where, long from, long to) {
        String since(long time) {
            return "%s %s from %d to %d ms".formatted(what, where, (from - time) / 1_000_000, (to - time) / 1_000_000);
        }
    }

    /** Which comes up more often: what befalls one gateway, since what befalls Redis makes all of them begin anew. */
    private static final List<What> DICE = Stream.of(
                    Collections.nCopies(3, What.STOPPED),
                    Collections.nCopies(4, What.CUT),
                    Collections.nCopies(4, What.HELD),
                    Collections.nCopies(2, What.DELAYED),
                    List.of(What.KILLED, What.LEFT, What.FLUSHED, What.RESTARTED_EMPTY, What.FAILED_OVER))
            .flatMap(List::stream)
            .toList();

    private static final List<Kind> OF_GATEWAYS = List.of(Kind.DATA, Kind.INBOX, Kind.LOG);
    private static final int SHORTEST_MILLIS = 200;
    private static final int LONGEST_MILLIS = 3_000;
    private static final int LONGEST_PAUSE_MILLIS = 900;
    private static final int MOST_TROUBLED = 2;
    private static final Duration LAG = Duration.ofMillis(600);
    private static final Duration RECOVERY = Duration.ofMillis(2_500);

    private final TroubledFleet fleet;
    private final Random random;
    private final Set<Integer> troubled = ConcurrentHashMap.newKeySet();
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    Troubles(TroubledFleet fleet, long seed) {
        this.fleet = fleet;
        this.random = new Random(seed);
    }

    /** Returns when the time is over and every gateway is well again. */
    void run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            while (System.nanoTime() - end < 0) {
                happen(DICE.get(random.nextInt(DICE.size())), each);
                park(random.nextInt(SHORTEST_MILLIS, LONGEST_PAUSE_MILLIS));
            }
        }
    }

    /** What befalls Redis takes as long as it takes; what befalls one gateway goes on beside other things. */
    private void happen(What what, ExecutorService each) {
        switch (what) {
            case FLUSHED -> noted(what, "", fleet::flush);
            case RESTARTED_EMPTY -> noted(what, "", fleet::restartEmpty);
            case FAILED_OVER -> failOver();
            case STOPPED, KILLED, LEFT, CUT, HELD, DELAYED -> ofOne(what, random.nextInt(fleet.size()), each);
        }
    }

    /** How often what happened. */
    Map<What, Long> met() {
        return events.stream().collect(Collectors.groupingBy(Event::what, TreeMap::new, Collectors.counting()));
    }

    /** What went on between two times, by the one clock. */
    List<Event> between(long from, long to) {
        return events.stream()
                .filter(event -> event.from() - to <= 0 && event.to() - from >= 0)
                .toList();
    }

    /** Nothing where the gateway is in trouble already, or as many others as may be. */
    private void ofOne(What what, int number, ExecutorService each) {
        if (troubled.size() >= MOST_TROUBLED || !troubled.add(number)) {
            return;
        }
        int millis = random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS);
        Kind kind = OF_GATEWAYS.get(random.nextInt(OF_GATEWAYS.size()));
        each.execute(() -> {
            try {
                noted(what, number + " " + kind, () -> befall(what, number, kind, millis));
            } finally {
                troubled.remove(number);
            }
        });
    }

    private void befall(What what, int number, Kind kind, int millis) {
        GatewayProcess gateway = fleet.gateway(number);
        switch (what) {
            case STOPPED -> {
                gateway.stop();
                park(millis);
                gateway.cont();
            }
            case KILLED -> {
                gateway.kill();
                gateway.restart();
            }
            case LEFT -> {
                gateway.terminate();
                gateway.awaitEnd();
                gateway.restart();
            }
            case CUT -> proxied(number, kind, new Trouble.Cut(), millis);
            case HELD -> proxied(number, kind, new Trouble.Held(), millis);
            case DELAYED -> proxied(number, kind, new Trouble.Delayed(Duration.ofMillis(millis / 10)), millis);
            case FLUSHED, RESTARTED_EMPTY, FAILED_OVER -> throw new IllegalArgumentException(what.name());
        }
    }

    private void proxied(int number, Kind kind, Trouble trouble, int millis) {
        fleet.proxy(number).trouble(kind, trouble);
        park(millis);
        fleet.proxy(number).mend();
    }

    private void failOver() {
        Async.until(troubled::isEmpty, "a fleet that is well");
        park(RECOVERY.toMillis());
        noted(What.FAILED_OVER, "", () -> fleet.failOver(LAG));
        park(RECOVERY.toMillis());
    }

    private void noted(What what, String where, Runnable trouble) {
        long from = System.nanoTime();
        trouble.run();
        events.add(new Event(what, where, from, System.nanoTime()));
    }

    private static void park(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
