package dev.weir.exchange;

import dev.weir.fill.Filler;
import dev.weir.invalidation.Purges;
import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.PartPolicy;
import dev.weir.policy.ReuseDecision;
import dev.weir.policy.ReusePolicy;
import dev.weir.policy.ReuseQuestion;
import dev.weir.policy.StoreDecision;
import dev.weir.policy.StoreQuestion;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of what is not stored as a whole: answered from the part of it that is stored, or forwarded, and what comes back
 * is kept as the part for the next (RFC 9111 §3.3).
 *
 * <p>One part a resource, the last that came. Copies under way are bounded in bytes, whatever the number of clients; what
 * exceeds the bound is forwarded all the same. One event loop.
 */
final class Parts {
    /** An event loop holds no more bytes than this of parts that are arriving. */
    private static final long MOST_HELD = 16 << 20;

    private final Filler filler;
    private final LoneRequests lone;
    private final Purges purges;
    private final InstantSource clock;
    private final Set<CacheKey> arriving = new HashSet<>();
    private long held;

    Parts(Filler filler, LoneRequests lone, Purges purges, InstantSource clock) {
        this.filler = filler;
        this.lone = lone;
        this.purges = purges;
        this.clock = clock;
    }

    /** From the part that is stored; null where it does not hold what is asked for. */
    Future<@Nullable Reply> answer(Inquiry inquiry) {
        return filler.look(
                StoreKey.ofPart(inquiry.key()),
                false,
                looked -> Future.succeededFuture(answer(inquiry, looked.found())));
    }

    /** The same from what stands under the part's key. */
    @Nullable
    Reply answer(Inquiry inquiry, Lookup found) {
        if (!(found instanceof Lookup.Found stored) || !inquiry.isAnsweredBy(stored.response())) {
            return null;
        }
        StoredResponse part = stored.response();
        Verdict verdict = purges.verdict(part, inquiry.request().position());
        Instant now = clock.instant();
        ReuseQuestion question = new ReuseQuestion(inquiry.request(), part, verdict, inquiry.missing(), now);
        return ReusePolicy.decide(question) instanceof ReuseDecision.Serve ? Replies.part(inquiry, part, now) : null;
    }

    /** From the origin, as the range that it is. */
    Future<Reply> forward(Inquiry inquiry, ForwardReason why) {
        Instant requestTime = clock.instant();
        return lone.ask(inquiry)
                .map(response -> forwarded(inquiry, why, response, requestTime))
                .recover(cause -> Forwarding.failed(cause, inquiry.route(), why));
    }

    private Reply forwarded(Inquiry inquiry, ForwardReason why, OriginResponse response, Instant requestTime) {
        Reply reply = Forwarding.reply(response, inquiry.route(), Outcome.FORWARDED, why);
        StoreQuestion question =
                new StoreQuestion(inquiry.request(), response.head(), requestTime, clock.instant(), inquiry.rules());
        StoreDecision.Store store =
                response.body() instanceof Body.Arriving body ? PartPolicy.decide(question, body.length()) : null;
        return store != null && inquiry.isAnsweredBy(store.head()) && response.body() instanceof Body.Arriving body
                ? kept(inquiry, reply, store, body)
                : reply;
    }

    private Reply kept(Inquiry inquiry, Reply reply, StoreDecision.Store store, Body.Arriving body) {
        return mayHold(inquiry, body.length()) ? reply.with(reply.head(), keeping(inquiry, store, body)) : reply;
    }

    private boolean mayHold(Inquiry inquiry, long length) {
        return length <= inquiry.rules().maxBody() && held + length <= MOST_HELD && arriving.add(inquiry.key());
    }

    private Body keeping(Inquiry inquiry, StoreDecision.Store store, Body.Arriving body) {
        held += body.length();
        return new KeptStream(body, whole -> {
                    held -= body.length();
                    arriving.remove(inquiry.key());
                    if (whole != null) {
                        filler.keepPart(inquiry.key(), inquiry.request().position(), store, whole);
                    }
                })
                .body();
    }
}
