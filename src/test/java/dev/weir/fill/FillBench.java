package dev.weir.fill;

import dev.weir.invalidation.Purges;
import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.TargetUri;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginObserver;
import dev.weir.origin.OriginSettings;
import dev.weir.policy.CachingRules;
import dev.weir.store.Lookup;
import dev.weir.store.NearObserver;
import dev.weir.store.NearSettings;
import dev.weir.store.NearStore;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Fillers of two event loops with shared flights, before a real origin, and a store that answers when a test says so. */
final class FillBench implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final StoreKey KEY = StoreKey.of(new CacheKey("GET http://a/x"));

    final Loops loops = new Loops();
    final ScriptedOrigin scripted = new ScriptedOrigin();
    final Flights flights = new Flights();
    final Tombstones tombstones = new Tombstones();
    final MapStore store = new MapStore();
    final Counts counts = new Counts();
    final Origin origin = new Origin(loops.vertx, settings(), OriginObserver.NONE, System::nanoTime, "weir");
    final NearStore near =
            new NearStore(NearSettings.STANDARD, InstantSource.fixed(NOW), System::nanoTime, NearObserver.NONE);
    final Filler.Keeping keeping = new Filler.Keeping(
            NearTier.before(near, InstantSource.fixed(NOW)),
            new RefreshBudgets(List.of(settings()), InstantSource.fixed(NOW)));
    final Filler one = filler(loops.one);
    final Filler two = filler(loops.two);

    /** Gauges and outcomes. */
    static final class Counts implements FillObserver {
        @Override
        public void guarded(String route, Guarding outcome) {}

        final AtomicInteger underWay = new AtomicInteger();
        final AtomicInteger waiting = new AtomicInteger();
        final Queue<Left> left = new ConcurrentLinkedQueue<>();
        final Queue<Stored> settled = new ConcurrentLinkedQueue<>();
        final Queue<Refresh> refreshed = new ConcurrentLinkedQueue<>();

        @Override
        public void began() {
            underWay.incrementAndGet();
        }

        @Override
        public void ended() {
            underWay.decrementAndGet();
        }

        @Override
        public void settled(Stored outcome) {
            settled.add(outcome);
        }

        @Override
        public void waiting(int change) {
            waiting.addAndGet(change);
        }

        @Override
        public void refreshed(String origin, Refresh outcome) {
            refreshed.add(outcome);
        }

        @Override
        public void left(Left how) {
            left.add(how);
        }
    }

    private OriginSettings settings() {
        return new OriginSettings("origin", scripted.address(), Duration.ofSeconds(10), 100);
    }

    private Filler filler(Context context) {
        return new Filler(
                flights,
                new Filler.Wiring(
                        loops.vertx,
                        context,
                        store,
                        new LocalLeases(store),
                        tombstones,
                        new Siblings(),
                        Purges.NONE,
                        InstantSource.fixed(NOW),
                        () -> 7L,
                        System::nanoTime,
                        counts,
                        keeping));
    }

    static RequestHead get(String... fields) {
        return new RequestHead(
                "GET", new TargetUri("http", "a", "/x", null), FieldLines.of(fields), "1.1", Fence.START);
    }

    FillPlan plan(RequestHead request) {
        return new FillPlan(request, Body.Empty.INSTANCE, origin, rules(), null, false, List.of(), null);
    }

    FillPlan validating(StoredResponse stored) {
        return new FillPlan(get(), Body.Empty.INSTANCE, origin, rules(), stored, true, List.of(), null);
    }

    CachingRules rules() {
        return CachingRules.ORIGIN_ONLY;
    }

    /** Looks up and fills whatever was found. */
    Future<Filled> ask(Context context, FillPlan plan) {
        Filler filler = context == loops.one ? one : two;
        return loops.start(context, () -> filler.look(KEY, true, looked -> filler.fill(looked, plan, patient())));
    }

    /** Later than any test lasts. */
    static long patient() {
        return System.nanoTime() + Duration.ofMinutes(1).toNanos();
    }

    Future<Filled> ask(Context context) {
        return ask(context, plan(get()));
    }

    /** What stands in the store. */
    StoredResponse stored() {
        if (store.values.get(KEY) instanceof Lookup.Found found) {
            return found.response();
        }
        throw new AssertionError("nothing is stored");
    }

    /** A store's answer that is not in yet. */
    Promise<Lookup> holdStore() {
        Promise<Lookup> answer = Promise.promise();
        store.next.add(answer.future());
        return answer;
    }

    @Override
    public void close() {
        loops.close();
        scripted.close();
    }
}
