package dev.weir.exchange;

import dev.weir.invalidation.Invalidator;
import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.CodedTags;
import dev.weir.policy.ContentCoding;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.HeadPolicy;
import dev.weir.policy.HeardRequest;
import dev.weir.policy.HopDecision;
import dev.weir.policy.HopPolicy;
import dev.weir.policy.LookupDecision;
import dev.weir.policy.LookupPolicy;
import dev.weir.policy.UpgradePolicy;
import dev.weir.route.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to its reply: which route, may it be looked up, then {@link Lookups} or {@link Forwarding}.
 *
 * <p>One instance an event loop, called there only; replies complete there. A reply always comes: whatever fails on the
 * way becomes one.
 */
public final class Exchange {
    private static final Explanation NO_ROUTE = new Explanation(Explanation.NO_ROUTE, Outcome.REFUSED, null);
    private static final String LOOP =
            "The request came round again and again: this gateway's origin leads back to it.";

    private final Supplier<Destinations> destinations;
    private final Lookups lookups;
    private final DateLine date;
    private final UnsafeRequests unsafe;
    private final HotKeys hot;

    /**
     * @param destinations as they are at the moment; asked once a request
     * @param hot counts the keys that are asked for
     */
    public Exchange(Supplier<Destinations> destinations, Lookups lookups, Invalidator invalidator, HotKeys hot) {
        this.hot = hot;
        this.destinations = destinations;
        this.lookups = lookups;
        this.date = new DateLine(lookups.clock());
        this.unsafe = new UnsafeRequests(destinations, lookups, invalidator);
    }

    /** The purge-log position that a request arriving now is to note. */
    public Fence position() {
        return lookups.purges().position();
    }

    /** The Date of a response that has none of its own (RFC 9110 §6.6.1). */
    public String date() {
        return date.now();
    }

    /**
     * The reply to a request without content, if this process's memory has it: no future, nobody asked. Null where the
     * request is to be {@link #handle handled}.
     */
    public @Nullable Reply near(RequestHead received) {
        if (!(HopPolicy.decide(received, lookups.name()) instanceof HopDecision.GoOn on)) {
            return null;
        }
        RequestHead request = on.request();
        Destinations now = destinations.get();
        Route route = now.routes().match(request);
        CachingRules rules = route == null ? null : route.caching();
        Origin origin = route == null ? null : now.origins().get(route.origin());
        if (route == null || rules == null || origin == null || !lookups.servesNear(rules)) {
            return null;
        }
        if (!route.upgrades().isEmpty() && UpgradePolicy.protocol(request, route.upgrades()) != null) {
            return null;
        }
        RequestHead asking = ContentCoding.negotiate(HeardRequest.of(request, rules), rules);
        if (!(LookupPolicy.decide(asking, rules) instanceof LookupDecision.LookUp)) {
            return null;
        }
        Inquiry inquiry = Inquiry.of(ClientRequest.atOnce(asking), route.name(), origin, rules, route.keyOf(asking));
        Reply reply = lookups.near(inquiry, route.onward());
        if (reply == null) {
            return null;
        }
        hot.count(inquiry.key());
        Reply shown = rules.delivery().debug() ? reply.showing(inquiry.key()) : reply;
        return rules.delivery().tellsStatus() ? shown : shown.untold();
    }

    public Future<Reply> handle(ClientRequest client) {
        return switch (HopPolicy.decide(client.head(), lookups.name())) {
            case HopDecision.GoOn on -> routed(client.heard(on.request()));
            case HopDecision.Last last -> Future.succeededFuture(FinalRecipient.answer(client.head()));
            case HopDecision.Loop loop -> Future.succeededFuture(Problem.reply(508, LOOP, NO_ROUTE));
        };
    }

    private Future<Reply> routed(ClientRequest received) {
        Destinations now = destinations.get();
        Route route = now.routes().match(received.head());
        if (route == null) {
            return Future.succeededFuture(Problem.reply(404, "No route takes this request.", NO_ROUTE));
        }
        Origin origin = now.origins().get(route.origin());
        if (origin == null) {
            throw new IllegalStateException("route " + route.name() + ": no origin " + route.origin());
        }
        return BoundedContent.of(
                received, route, client -> routed(client.heard(client.head().onward(route.onward())), route, origin));
    }

    private Future<Reply> routed(ClientRequest client, Route route, Origin origin) {
        RequestHead request = client.head();
        String protocol = Upgrades.protocol(client, route);
        if (protocol != null) {
            return Upgrades.pass(client, route, origin, protocol);
        }
        CachingRules rules = route.caching();
        if (rules == null) {
            return pass(client, route, origin, ForwardReason.BYPASS);
        }
        Arrival arrival = new Arrival(
                client.heard(ContentCoding.negotiate(HeardRequest.of(request, rules), rules)),
                client.heard(CodedTags.restore(request, rules)),
                route,
                origin,
                rules);
        Future<Reply> answer = decided(arrival, client);
        return rules.delivery().tellsStatus() ? answer : answer.map(Reply::untold);
    }

    private Future<Reply> decided(Arrival arrival, ClientRequest client) {
        Route route = arrival.route();
        return switch (LookupPolicy.decide(arrival.asking().head(), arrival.rules())) {
            case LookupDecision.Pass pass -> pass(arrival, client.body(), pass.why());
            case LookupDecision.LookUp lookUp ->
                lookUp(arrival.inquiry(route.keyOf(arrival.asking().head()), client.body()));
            case LookupDecision.ReadContent read ->
                RequestContent.read(client.body(), read.most()).compose(content -> answer(arrival, content));
        };
    }

    private Future<Reply> answer(Arrival arrival, RequestContent content) {
        return switch (content) {
            case RequestContent.Whole whole -> answer(arrival, whole.bytes());
            case RequestContent.Longer longer -> pass(arrival, longer.body(), ForwardReason.METHOD);
            case RequestContent.Cut cut -> Future.succeededFuture(cut(arrival.route()));
        };
    }

    /** A request whose content is part of its key, and has arrived. */
    private Future<Reply> answer(Arrival arrival, Buffer content) {
        byte[] bytes = content.getBytes();
        Body whole = bytes.length == 0 ? Body.Empty.INSTANCE : new Body.Whole(content);
        if (LookupPolicy.mayChange(arrival.asking().head(), bytes)) {
            return pass(arrival, whole, ForwardReason.METHOD);
        }
        return lookUp(arrival.inquiry(arrival.route().keyOf(arrival.asking().head(), bytes), whole));
    }

    private Future<Reply> lookUp(Inquiry inquiry) {
        hot.count(inquiry.key());
        Future<Reply> answer = lookups.answer(inquiry);
        return inquiry.rules().delivery().debug() ? answer.map(reply -> reply.showing(inquiry.key())) : answer;
    }

    private Future<Reply> pass(Arrival arrival, Body content, ForwardReason why) {
        RequestHead asked = arrival.asking().head();
        return why == ForwardReason.REQUEST && HeadPolicy.mayConcernStored(asked)
                ? lookups.heads().pass(arrival.passing(), arrival.asGet(), why)
                : pass(arrival.passing().with(content), arrival.route(), arrival.origin(), why);
    }

    private Future<Reply> pass(ClientRequest client, Route route, Origin origin, ForwardReason why) {
        return client.head().isSafe()
                ? Forwarding.pass(client, route.name(), origin, why)
                : unsafe.pass(client, route, origin, why);
    }

    private static Reply cut(Route route) {
        Explanation why = new Explanation(route.name(), Outcome.ABANDONED, null);
        return Problem.reply(400, "The request ended before its content did.", why);
    }

    /**
     * A request on a route that caches.
     *
     * @param asking as it is looked up
     * @param passing as the origin gets it where it is not
     */
    private record Arrival(
            ClientRequest asking, ClientRequest passing, Route route, Origin origin, CachingRules rules) {
        /** The GET that a HEAD stands for. */
        Inquiry asGet() {
            RequestHead get = asking.head().with("GET", asking.head().headers());
            return Inquiry.of(asking.heard(get), route.name(), origin, rules, route.keyOf(get));
        }

        Inquiry inquiry(CacheKey key, Body content) {
            return Inquiry.of(asking.with(content), route.name(), origin, rules, key);
        }
    }
}
