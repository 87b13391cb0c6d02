package dev.weir.fill;

import dev.weir.fill.FillObserver.Guarding;
import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.Replay;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.origin.Asking;
import dev.weir.policy.FillRequest;
import dev.weir.policy.PoisoningDecision;
import dev.weir.policy.PoisoningPolicy;
import dev.weir.policy.PoisoningPolicy.Seen;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the origin again, without what the key of a response does not hold, before the response is stored; of a sample of
 * fills, as the route's {@code guard} has it. Those who are answered by the fill wait for none of it; the requests keep to
 * the origin's refresh budget, and without room in it nothing is asked.
 *
 * <p>On the context of the fill; its future never fails.
 */
final class PoisonWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PoisonWatch.class);
    private static final double OF_ALL_LONGS = 0x1p-63;

    private final FillPlan plan;
    private final Filler.Wiring wiring;
    private final Replay replay;

    private PoisonWatch(FillPlan plan, Filler.Wiring wiring, Replay replay) {
        this.plan = plan;
        this.wiring = wiring;
        this.replay = replay;
    }

    /** Null for a fill that is not watched. */
    static @Nullable PoisonWatch of(FillPlan plan, Filler.Wiring wiring) {
        double share = plan.rules().guards().poisoning();
        Replay replay = plan.request().onward().replay();
        if (replay == null || !plan.request().isGetOrHead() || share <= 0) {
            return null;
        }
        double chance = (wiring.fillIds().getAsLong() >>> 1) * OF_ALL_LONGS;
        return chance < share ? new PoisonWatch(plan, wiring, replay) : null;
    }

    /** Whether the response may be stored, its content being whole. */
    Future<Boolean> isSound(StoredResponse response) {
        RequestHead bare = FillRequest.of(
                replay.bare(plan.request().silent(), response.selecting().names()));
        CacheKey key = response.key();
        Seen first = new Seen(response.head(), ContentDigest.of(response.body()));
        return ask(bare, key)
                .compose(seen -> seen != null && PoisoningPolicy.asksAgain(first, seen)
                        ? ask(bare, key).map(again -> told(PoisoningPolicy.decide(first, seen, again)))
                        : Future.succeededFuture(told(PoisoningPolicy.decide(first, seen, null))));
    }

    private boolean told(PoisoningDecision decision) {
        return switch (decision) {
            case PoisoningDecision.Store store -> {
                wiring.observer().guarded(replay.route(), outcome(store.why()));
                yield true;
            }
            case PoisoningDecision.Flag flag -> {
                wiring.observer().guarded(replay.route(), Guarding.POISONED);
                LOG.warn(
                        "Route {}: a response depends on what its key does not hold ({} differs); it was not stored.",
                        replay.route(),
                        flag.what());
                yield false;
            }
        };
    }

    private static Guarding outcome(PoisoningDecision.Why why) {
        return switch (why) {
            case SAME -> Guarding.SAME;
            case DYNAMIC -> Guarding.DYNAMIC;
            case UNCLEAR -> Guarding.UNCLEAR;
        };
    }

    /** Null where nothing came, or nothing may be asked now. */
    private Future<@Nullable Seen> ask(RequestHead bare, CacheKey key) {
        if (!wiring.keeping().budgets().take(plan.origin().name())) {
            return Future.succeededFuture();
        }
        return plan.origin()
                .send(new Asking(bare, Body.Empty.INSTANCE, key))
                .compose(answer -> ContentDigest.of(answer.body(), plan.rules().maxBody())
                        .map(content -> new Seen(answer.head(), content)))
                .otherwise(cause -> null);
    }
}
