package dev.weir.exchange;

import dev.weir.invalidation.Invalidated;
import dev.weir.invalidation.Invalidator;
import dev.weir.invalidation.PurgeWatch;
import dev.weir.message.Body;
import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ContentCoding;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.HeardRequest;
import dev.weir.policy.InvalidationPolicy;
import dev.weir.policy.InvalidationPolicy.Targets;
import dev.weir.policy.LookupDecision;
import dev.weir.policy.LookupPolicy;
import dev.weir.policy.PassRequest;
import dev.weir.policy.PostPolicy;
import dev.weir.policy.ResponseGroups;
import dev.weir.route.Route;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that may change something: passed, and what they changed is gone before their clients are answered (RFC 9111
 * §4.4).
 */
final class UnsafeRequests {
    private final Supplier<Destinations> destinations;
    private final Lookups lookups;
    private final Invalidator invalidator;

    UnsafeRequests(Supplier<Destinations> destinations, Lookups lookups, Invalidator invalidator) {
        this.destinations = destinations;
        this.lookups = lookups;
        this.invalidator = invalidator;
    }

    Future<Reply> pass(ClientRequest client, Route route, Origin origin, ForwardReason why) {
        Instant requestTime = lookups.clock().instant();
        RequestHead request = client.head();
        return origin.send(PassRequest.of(request), client.body(), client.whenGone())
                .transform((response, cause) -> cause != null
                        ? lost(request, cause, route, why)
                        : answered(client, origin, response, requestTime)
                                .map(kept -> kept != null ? kept : passed(response, route, why)));
    }

    private Future<Reply> lost(RequestHead request, Throwable cause, Route route, ForwardReason why) {
        return invalidate(request, InvalidationPolicy.targetsOfLost(request))
                .compose(done -> Forwarding.failed(cause, route.name(), why));
    }

    /**
     * The reply if the response was filed under the GET that it answers too, else null. It is newer than the purge that it
     * caused itself, and carries that as its fence.
     */
    private Future<@Nullable Reply> answered(
            ClientRequest client, Origin origin, OriginResponse response, Instant requestTime) {
        RequestHead request = client.head();
        Targets targets = InvalidationPolicy.targets(request, response.head());
        Inquiry inquiry = PostPolicy.answersGet(request, response.head()) ? reading(client, origin) : null;
        List<String> groups = ResponseGroups.of(response.head().headers());
        if (inquiry == null || groups == null) {
            return invalidate(request, targets).map(done -> null);
        }
        PurgeWatch watch = lookups.purges().watch(inquiry.key(), groups, request.position());
        return invalidate(request, targets).compose(invalidated -> {
            Fence fence = watch.end(invalidated.id());
            return fence == null
                    ? Future.succeededFuture()
                    : lookups.adopt(inquiry.from(fence), response, requestTime, ForwardReason.METHOD);
        });
    }

    /** The GET that a POST's answer answers too; null where none is looked up. */
    private @Nullable Inquiry reading(ClientRequest post, Origin origin) {
        Route reader = destinations.get().routes().match(PostPolicy.asGet(post.head()));
        CachingRules rules = reader == null ? null : reader.caching();
        if (reader == null || rules == null) {
            return null;
        }
        RequestHead heard = PostPolicy.asGet(ContentCoding.negotiate(HeardRequest.of(post.head(), rules), rules));
        return LookupPolicy.decide(heard, rules) instanceof LookupDecision.LookUp
                ? Inquiry.of(
                        post.with(Body.Empty.INSTANCE).heard(heard), reader.name(), origin, rules, reader.keyOf(heard))
                : null;
    }

    private static Reply passed(OriginResponse response, Route route, ForwardReason why) {
        return Forwarding.reply(response, route.name(), Outcome.PASSED, why);
    }

    private Future<Invalidated> invalidate(RequestHead request, Targets targets) {
        return targets.isNothing()
                ? Future.succeededFuture(Invalidated.NOTHING)
                : invalidator.invalidate(request, targets.uris(), targets.groups());
    }
}
