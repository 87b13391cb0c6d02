package dev.weir.exchange;

import dev.weir.fill.FillObserver;
import dev.weir.fill.Filler;
import dev.weir.fill.Flights;
import dev.weir.fill.LocalLeases;
import dev.weir.fill.NearTier;
import dev.weir.fill.RefreshBudgets;
import dev.weir.fill.Siblings;
import dev.weir.fill.Tombstones;
import dev.weir.fill.Uses;
import dev.weir.invalidation.Filing;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeIndex;
import dev.weir.invalidation.Subject;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.TargetUri;
import dev.weir.message.Terms;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginObserver;
import dev.weir.origin.OriginSettings;
import dev.weir.policy.CachingRules;
import dev.weir.route.KeyRules;
import dev.weir.route.RouteSettings;
import dev.weir.route.Routes;
import dev.weir.store.Lookup;
import dev.weir.store.NearAlone;
import dev.weir.store.NearObserver;
import dev.weir.store.NearSettings;
import dev.weir.store.NearStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a hit from near cost, from the request's head to its reply, and what do purges add to it?
 *
 * <p>One key, 1 KiB; the purges are of other URIs, one each hundredth of a second or none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class NearHitBench {
    private static final TargetUri PAGE = new TargetUri("http", "shop.example", "/products/17", null);

    @Param({"0", "100"})
    private int purgesASecond;

    private final Vertx vertx = Vertx.vertx();
    private final PurgeIndex purges = new PurgeIndex(11, 13, Filing.TO_THE_LETTER);
    private final ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
    private final FieldLines fields = FieldLines.of(
            "Host", "shop.example", "User-Agent", "bench", "Accept", "*/*", "Accept-Encoding", "gzip, deflate, br");
    private Exchange exchange;
    private long id;

    @Setup
    public void start() {
        Context context = vertx.getOrCreateContext();
        InstantSource clock = InstantSource.system();
        OriginSettings settings = new OriginSettings("o", URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1), 1);
        NearStore near = new NearStore(new NearSettings(64 << 20), clock, System::nanoTime, NearObserver.NONE);
        NearAlone store = new NearAlone(near);
        Filler filler = new Filler(
                new Flights(),
                new Filler.Wiring(
                        vertx,
                        context,
                        store,
                        new LocalLeases(store),
                        new Tombstones(),
                        new Siblings(),
                        purges,
                        clock,
                        () -> 1,
                        System::nanoTime,
                        FillObserver.NONE,
                        new Filler.Keeping(NearTier.NONE, new RefreshBudgets(List.of(settings), clock))));
        Lookups lookups = new Lookups(
                filler, new NearHits(near, true, purges), new Lookups.Surroundings(new Uses(), () -> 0.5, "bench"));
        RouteSettings all = new RouteSettings(
                "all",
                new RouteSettings.Match("/**", null, Set.of()),
                "o",
                CachingRules.ORIGIN_ONLY,
                KeyRules.STANDARD);
        Origin origin = new Origin(vertx, settings, OriginObserver.NONE, System::nanoTime, "bench");
        Destinations destinations = new Destinations(Routes.of(List.of(all)), Map.of("o", origin));
        exchange = new Exchange(() -> destinations, lookups, (cause, uris, groups) -> null, new HotKeys(context, 5));
        CacheKey key = new CacheKey("GET http://shop.example/products/17");
        near.put(StoreKey.of(key), new Lookup.Found(page(key, clock.instant())), Duration.ofHours(1));
        if (purgesASecond > 0) {
            operator.scheduleAtFixedRate(this::purge, 0, 1_000_000 / purgesASecond, TimeUnit.MICROSECONDS);
        }
    }

    private static StoredResponse page(CacheKey key, Instant now) {
        Terms terms = new Terms(
                now, Duration.ZERO, Duration.ofHours(1), Duration.ZERO, Duration.ZERO, Duration.ZERO, Terms.Reuse.FREE);
        FieldLines fields = FieldLines.of(
                "Content-Type", "text/html", "Cache-Control", "max-age=3600", "Cache-Groups", "\"products\"");
        return new StoredResponse(
                7,
                Fence.START,
                key,
                Selecting.NONE,
                List.of("products"),
                new ResponseHead(200, fields),
                Buffer.buffer(new byte[1024]),
                terms);
    }

    private void purge() {
        id++;
        purges.apply(id, new Purge(List.of(new Subject.Uri("http://shop.example/others/" + id)), false));
    }

    @TearDown
    public void stop() {
        operator.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    public Reply hit() {
        Reply reply = exchange.near(new RequestHead("GET", PAGE, fields, "1.1", exchange.position()));
        if (reply == null) {
            throw new IllegalStateException("a miss");
        }
        return reply;
    }
}
