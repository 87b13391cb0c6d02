package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.HeardRequest;
import dev.weir.policy.LookupDecision;
import dev.weir.policy.LookupPolicy;
import dev.weir.route.Route;
import dev.weir.route.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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
    private final DateLine date;

    public Exchange(Routes routes, Map<String, Origin> origins, Lookups lookups) {
        this.routes = routes;
        this.origins = origins;
        this.lookups = lookups;
        this.date = new DateLine(lookups.clock());
    }

    /** The purge-log position that a request arriving now is to note. */
    public Fence position() {
        return lookups.position();
    }

    /** The Date of a response that has none of its own (RFC 9110 §6.6.1). */
    public String date() {
        return date.now();
    }

    public Future<Reply> handle(ClientRequest client) {
        RequestHead request = client.head();
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
            return Forwarding.pass(client, route.name(), origin, ForwardReason.BYPASS);
        }
        ClientRequest heard = client.heard(HeardRequest.of(request, rules));
        return switch (LookupPolicy.decide(heard.head(), rules)) {
            case LookupDecision.Pass pass -> Forwarding.pass(client, route.name(), origin, pass.why());
            case LookupDecision.LookUp lookUp ->
                lookUp(Inquiry.of(heard, route.name(), origin, rules, route.keyOf(heard.head())));
            case LookupDecision.ReadContent read ->
                RequestContent.read(client.body(), read.most()).compose(content -> switch (content) {
                    case RequestContent.Whole whole -> answer(client, whole.bytes(), route, origin, rules);
                    case RequestContent.Longer longer ->
                        Forwarding.pass(client.with(longer.body()), route.name(), origin, ForwardReason.METHOD);
                    case RequestContent.Cut cut -> Future.succeededFuture(cut(route));
                });
        };
    }

    /** A request whose content is part of its key, and has arrived. */
    private Future<Reply> answer(ClientRequest client, Buffer content, Route route, Origin origin, CachingRules rules) {
        byte[] bytes = content.getBytes();
        ClientRequest whole = client.with(bytes.length == 0 ? Body.Empty.INSTANCE : new Body.Whole(content));
        if (LookupPolicy.mayChange(client.head(), bytes)) {
            return Forwarding.pass(whole, route.name(), origin, ForwardReason.METHOD);
        }
        RequestHead heard = HeardRequest.of(client.head(), rules);
        return lookUp(Inquiry.of(whole.heard(heard), route.name(), origin, rules, route.keyOf(heard, bytes)));
    }

    private Future<Reply> lookUp(Inquiry inquiry) {
        Future<Reply> answer = lookups.answer(inquiry);
        return inquiry.rules().delivery().debug() ? answer.map(reply -> reply.showing(inquiry.key())) : answer;
    }

    private static Reply cut(Route route) {
        Explanation why = new Explanation(route.name(), Outcome.ABANDONED, null);
        return Problem.reply(400, "The request ended before its content did.", why);
    }
}
