package dev.weir.exchange;

import dev.weir.fill.RefreshBudgets;
import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.policy.CacheStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a URL as a client would, so that the next client finds it stored: by way of {@link Exchange}, but only where the
 * origin has to be asked for it and something may come of that, and only within the origin's budget for what nobody waits
 * for.
 *
 * <p>One event loop; nothing fails.
 */
public final class Warmer {
    private static final int LOWEST_ERROR = 500;

    private final Explainer explainer;
    private final Exchange exchange;
    private final RefreshBudgets budgets;
    private final WarmObserver observer;

    public Warmer(Explainer explainer, Exchange exchange, RefreshBudgets budgets, WarmObserver observer) {
        this.explainer = explainer;
        this.exchange = exchange;
        this.budgets = budgets;
        this.observer = observer;
    }

    /** Null where the origin's budget is spent at this moment: it is to be tried again. */
    public Future<@Nullable WarmOutcome> warm(TargetUri url, FieldLines fields) {
        FieldLines all =
                FieldLines.builder().add("host", url.authority()).addAll(fields).build();
        RequestHead get = new RequestHead("GET", url, all, "1.1", exchange.position());
        return explainer.explain(get).compose(explained -> warm(get, explained)).onSuccess(outcome -> {
            if (outcome != null) {
                observer.warmed(outcome);
            }
        });
    }

    private Future<@Nullable WarmOutcome> warm(RequestHead get, Explained explained) {
        return switch (explained.next().action()) {
            case SERVE -> Future.succeededFuture(WarmOutcome.FRESH);
            case PASS -> Future.succeededFuture(WarmOutcome.PASSED);
            case REFUSE -> Future.succeededFuture(WarmOutcome.REFUSED);
            case SERVE_STALE, VALIDATE, FORWARD -> fetch(get, explained);
        };
    }

    private Future<@Nullable WarmOutcome> fetch(RequestHead get, Explained explained) {
        Explained.Asked asked = explained.asked();
        boolean behind = explained.next().action() == Explained.Action.SERVE_STALE;
        if (asked == null || !(behind ? !budgets.isSpent(asked.origin()) : budgets.take(asked.origin()))) {
            return Future.succeededFuture();
        }
        return exchange.handle(new ClientRequest(get, Body.Empty.INSTANCE, gone -> {}))
                .compose(reply -> read(reply.body()).map(whole -> outcome(reply, whole, behind)));
    }

    private static WarmOutcome outcome(Reply reply, boolean whole, boolean behind) {
        CacheStatus status = reply.why().cacheStatus();
        if (reply.head().status() >= LOWEST_ERROR || !whole || status == null) {
            return WarmOutcome.FAILED;
        }
        return behind || status.hit() || status.stored() ? WarmOutcome.STORED : WarmOutcome.NOT_STORED;
    }

    /** To its end, as a client would, so that no more is under way than was allowed; whether it came whole. */
    private static Future<Boolean> read(Body body) {
        if (!(body instanceof Body.Arriving arriving)) {
            return Future.succeededFuture(true);
        }
        Promise<Boolean> ended = Promise.promise();
        arriving.stream()
                .handler(part -> {})
                .exceptionHandler(cut -> ended.tryComplete(false))
                .endHandler(end -> ended.tryComplete(true))
                .resume();
        return ended.future();
    }
}
