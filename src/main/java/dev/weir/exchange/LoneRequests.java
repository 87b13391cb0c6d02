package dev.weir.exchange;

import dev.weir.fill.Tombstones;
import dev.weir.message.StoreKey;
import dev.weir.origin.Asking;
import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.LookupPolicy;
import dev.weir.policy.PassRequest;
import dev.weir.policy.StoreDecision;
import dev.weir.policy.StorePolicy;
import dev.weir.policy.StoreQuestion;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Requests that might be answered from what is stored, and go to the origin by themselves: nothing of the answer is stored
 * or shared, but it tells whether those to come may share again.
 */
final class LoneRequests {
    static final String UNCACHEABLE = "uncacheable";

    private final Tombstones tombstones;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime monotonic */
    LoneRequests(Tombstones tombstones, InstantSource clock, LongSupplier nanoTime) {
        this.tombstones = tombstones;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Whether responses of this key lately forbade storing, so that looking it up would be for nothing. */
    boolean isUncacheable(Inquiry inquiry, StoreKey key) {
        return tombstones.sendsAlone(key, inquiry.request().hasCredentials(), nanoTime.getAsLong())
                && LookupPolicy.mayForward(inquiry.request());
    }

    /** The same for most of such requests, to be shown. */
    boolean isMostlyUncacheable(Inquiry inquiry, StoreKey key) {
        return tombstones.isUncacheable(key, inquiry.request().hasCredentials(), nanoTime.getAsLong())
                && LookupPolicy.mayForward(inquiry.request());
    }

    /** In front of any look-up, with all the time that the origin has. */
    Future<Reply> sendUncacheable(Inquiry inquiry, StoreKey key) {
        return inquiry.origin()
                .send(asking(inquiry), inquiry.client().whenGone())
                .onSuccess(response -> learn(inquiry, key, response))
                .map(response ->
                        Forwarding.reply(response, inquiry.route(), Outcome.FORWARDED, inquiry.missing(), UNCACHEABLE))
                .recover(cause -> Forwarding.failed(cause, inquiry.route(), inquiry.missing()));
    }

    private void learn(Inquiry inquiry, StoreKey key, OriginResponse response) {
        if (decide(inquiry, response) instanceof StoreDecision.Skip skip) {
            if (skip.rule().isOfTheResponse()) {
                tombstones.uncacheable(key, inquiry.request().hasCredentials(), nanoTime.getAsLong());
            }
        } else {
            tombstones.storable(key, nanoTime.getAsLong());
        }
    }

    private StoreDecision decide(Inquiry inquiry, OriginResponse response) {
        Instant now = clock.instant();
        return StorePolicy.decide(new StoreQuestion(inquiry.request(), response.head(), now, now, inquiry.rules()));
    }

    /** After a wait, or instead of one. */
    Future<Reply> send(Inquiry inquiry, ForwardReason why) {
        return ask(inquiry)
                .map(response -> Forwarding.reply(response, inquiry.route(), Outcome.FORWARDED, why))
                .recover(cause -> Forwarding.failed(cause, inquiry.route(), why));
    }

    /** Within what is left of the request's time; fails with nothing but {@link OriginFailure}. */
    Future<OriginResponse> ask(Inquiry inquiry) {
        return inquiry.origin()
                .send(asking(inquiry), inquiry.client().whenGone(), left(inquiry))
                .onSuccess(response -> clear(inquiry, response));
    }

    private static Asking asking(Inquiry inquiry) {
        return new Asking(
                PassRequest.of(inquiry.request()),
                inquiry.content(),
                inquiry.storeKey().key());
    }

    /** What was asked because another's response was not to be shared may well be: the next request is to lead. */
    private void clear(Inquiry inquiry, OriginResponse response) {
        if (decide(inquiry, response) instanceof StoreDecision.Store) {
            tombstones.storable(inquiry.storeKey(), nanoTime.getAsLong());
        }
    }

    /** Negative once the time is over. */
    Duration left(Inquiry inquiry) {
        return Duration.ofNanos(inquiry.course().until() - nanoTime.getAsLong());
    }
}
