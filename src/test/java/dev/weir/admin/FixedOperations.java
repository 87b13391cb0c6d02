package dev.weir.admin;

import dev.weir.admin.Snapshot.Latency;
import dev.weir.exchange.Collapse;
import dev.weir.exchange.Explained;
import dev.weir.exchange.Outcome;
import dev.weir.exchange.WarmOrder;
import dev.weir.exchange.WarmOutcome;
import dev.weir.exchange.WarmState;
import dev.weir.invalidation.PurgeOrder;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Purged;
import dev.weir.message.RequestHead;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A gateway whose state a test sets. */
final class FixedOperations implements Operations {
    static final String METERS = "# TYPE weir_redis_up gauge\nweir_redis_up 1.0\n";

    volatile List<Health.Check> checks = List.of(Health.Check.up("redis"));
    volatile @Nullable RuntimeException failure;
    volatile String scrapedOn = "";
    volatile PurgeOutcome outcome = new PurgeOutcome.Appended(42, List.of("n1", "n2"), List.of("n3"), List.of());
    volatile Reloaded reloaded = new Reloaded.Applied(List.of("logging.level: info → debug"), List.of("listen.port"));
    final Map<String, String> levels = new ConcurrentHashMap<>(Map.of("root", "info"));
    volatile String hotKey = "GET http://a/";
    volatile boolean busy;
    final List<WarmOrder> warmed = new CopyOnWriteArrayList<>();
    final AtomicInteger samplings = new AtomicInteger();
    final AtomicInteger snapshots = new AtomicInteger();
    final List<PurgeOrder> orders = new CopyOnWriteArrayList<>();

    @Override
    public Scrape scrape(boolean openMetrics) {
        scrapedOn = Thread.currentThread().getName();
        failIfAsked();
        return new Scrape("text/plain; version=0.0.4; charset=utf-8", METERS);
    }

    @Override
    public Health ready() {
        return new Health(checks);
    }

    @Override
    public Status status() {
        failIfAsked();
        return new Status(
                "1.2.3",
                "n1",
                Duration.ofSeconds(90),
                "up",
                List.of(new Status.Member("n1", 1_764_000_000_000_000L, false), new Status.Member("n2", 0, true)),
                List.of(new Status.Origin(
                        "slow", 3, List.of(new Status.Server("http://slow:9000", "127.0.0.1:9000", "up", 3)))),
                List.of(new Status.Route("all", "/**", "slow", true)));
    }

    @Override
    public Future<List<HotKey>> hot(int most) {
        return Future.succeededFuture(List.of(new HotKey("GET http://a/", most)));
    }

    @Override
    public Future<Reloaded> reload() {
        return Future.succeededFuture(reloaded);
    }

    @Override
    public Map<String, String> config() {
        return Map.of("admin.token", "***", "routes.all.match.path", "/**");
    }

    @Override
    public Map<String, String> logLevels() {
        return Map.copyOf(levels);
    }

    @Override
    public void changeLogLevels(Map<String, @Nullable String> changed) {
        changed.forEach((name, level) -> {
            if (level == null) {
                levels.remove(name);
            } else {
                levels.put(name, level);
            }
        });
    }

    @Override
    public Future<Purged> purge(PurgeOrder order) {
        orders.add(order);
        return Future.succeededFuture(new Purged(outcome, order.refill() ? 7 : -1));
    }

    @Override
    public Future<Explained> explain(RequestHead request) {
        failIfAsked();
        return Future.succeededFuture(new Explained(
                request,
                Instant.EPOCH,
                null,
                List.of(),
                null,
                new Explained.Next(Explained.Action.REFUSE, null, 404, "no route takes it", List.of())));
    }

    @Override
    public Optional<WarmState> warm(WarmOrder order) {
        warmed.add(order);
        return busy ? Optional.empty() : Optional.of(state(WarmState.Phase.RUNNING));
    }

    @Override
    public @Nullable WarmState warming(String id) {
        return id.equals("7") ? state(WarmState.Phase.DONE) : null;
    }

    @Override
    public @Nullable WarmState cancelWarming(String id) {
        return id.equals("7") ? state(WarmState.Phase.CANCELLED) : null;
    }

    private static WarmState state(WarmState.Phase phase) {
        Map<WarmOutcome, Integer> outcomes = new EnumMap<>(WarmOutcome.class);
        for (WarmOutcome outcome : WarmOutcome.values()) {
            outcomes.put(outcome, 1);
        }
        return new WarmState("7", phase, 9, 6, outcomes, List.of("http://a/"), Duration.ofMillis(1_500));
    }

    @Override
    public Sampling sampling() {
        samplings.incrementAndGet();
        return () -> Future.succeededFuture(snapshot());
    }

    private Snapshot snapshot() {
        Map<Outcome, Long> requests = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            requests.put(outcome, (long) outcome.name().length());
        }
        Latency latency = new Latency(Duration.ofNanos(250_000), Duration.ofMillis(3), Duration.ofSeconds(1));
        Latency none = new Latency(null, null, null);
        return new Snapshot(
                "n1",
                Instant.EPOCH.plusMillis(snapshots.incrementAndGet()),
                Duration.ofMillis(1_001),
                requests,
                latency,
                Map.of(Collapse.PROCESS, 3L, Collapse.FLEET, 0L),
                List.of(new Snapshot.OfOrigin("slow", 5, 1, latency, 2, 0, 256)),
                new Snapshot.OfRedis("down", "connection refused", 7, 7, none),
                new Snapshot.Near(1_024, 256L << 20, 3),
                new Snapshot.Invalidation(0, none, 0, true),
                List.of(new Status.Member("n1", 42, false)),
                List.of(new HotKey(hotKey, 9)));
    }

    private void failIfAsked() {
        RuntimeException wanted = failure;
        if (wanted != null) {
            throw wanted;
        }
    }
}
