package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.LookupDecision;
import dev.weir.policy.LookupPolicy;
import dev.weir.route.Route;
import dev.weir.route.Routes;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * One request from its head to its reply: which route, may it be looked up, then {@link Lookups} or {@link Forwarding}.
 *
 * <p>One instance an event loop, called there only; replies complete there. A reply always comes: whatever fails on the
 * way becomes one.
 */
public final class Exchange {
    private final Routes routes;
    private final Map<String, Origin> origins;
    private final Lookups lookups;

    public Exchange(Routes routes, Map<String, Origin> origins, Lookups lookups) {
        this.routes = routes;
        this.origins = origins;
        this.lookups = lookups;
    }

    /** The purge-log position that a request arriving now is to note. */
    public Fence position() {
        return lookups.position();
    }

    public Future<Reply> handle(RequestHead request, Body body) {
        Route route = routes.match(request);
        if (route == null) {
            Explanation why = new Explanation(Explanation.NO_ROUTE, Outcome.REFUSED, null);
            return Future.succeededFuture(Problem.reply(404, "No route takes this request.", why));
        }
        Origin origin = origins.get(route.origin());
        if (origin == null) {
            throw new IllegalStateException("route " + route.name() + ": no origin " + route.origin());
        }
        CachingRules rules = route.caching();
        if (rules == null) {
            return Forwarding.pass(request, body, route.name(), origin, ForwardReason.BYPASS);
        }
        LookupDecision decision = LookupPolicy.decide(request, rules);
        if (decision instanceof LookupDecision.Pass pass) {
            return Forwarding.pass(request, body, route.name(), origin, pass.why());
        }
        return lookups.answer(new Inquiry(request, route.name(), origin, rules, route.keyOf(request), List.of(), 0));
    }
}
