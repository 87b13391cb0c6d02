package dev.weir.fill;

import dev.weir.fill.FillObserver.Stored;
import dev.weir.fill.Leases.Settlement;
import dev.weir.message.Body;
import dev.weir.message.StoredResponse;
import dev.weir.policy.Boarding;
import dev.weir.policy.CachingRules;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongSupplier;

/** Shares one response that may be stored, while its body arrives, and ends the fill by how the body ended. */
final class Sharing implements BodyTee.Ending {
    /**
     * What the origin sends.
     *
     * @param delimited it has an end of its own
     * @param verbatim its coding is the origin's
     */
    record Content(Body.Arriving arriving, boolean delimited, boolean verbatim) {}

    /** The limit that every body exceeds, one of unknown length too. */
    private static final long NOTHING = Long.MIN_VALUE;

    private final Audience audience;
    private final Tenure tenure;
    private final StoredResponse candidate;
    private final StoredResponse own;

    /**
     * @param candidate what is stored and given to all
     * @param own what the request that led gets
     */
    Sharing(Audience audience, Tenure tenure, StoredResponse candidate, StoredResponse own) {
        this.audience = audience;
        this.tenure = tenure;
        this.candidate = candidate;
        this.own = own;
    }

    /**
     * Readers are made before the first byte is read, so that none of them misses it. A body without an end of its own
     * may be incomplete and is not kept (RFC 9112 §8 would call it complete): one that broke off would be broken for all.
     */
    void share(Content content, CachingRules rules, LongSupplier nanoTime) {
        Body.Arriving arriving = content.arriving();
        long maxBody = content.delimited() ? rules.maxBody() : NOTHING;
        boolean kept = content.delimited() && arriving.length() <= maxBody;
        boolean rangeable = kept && arriving.length() != Body.UNKNOWN;
        StoredResponse forAll = rangeable ? Candidate.rangeable(candidate) : candidate;
        StoredResponse forLeader = rangeable ? Candidate.rangeable(own) : own;
        BodyTee.Bounds bounds = new BodyTee.Bounds(maxBody, rules.delivery().maxLag());
        BodyTee tee = new BodyTee(audience.context(), arriving, bounds, nanoTime, this);
        audience.offer((context, boarding) -> reading(
                tee,
                context,
                new Filled.Shared(
                        boarding == Boarding.LED ? forLeader : forAll,
                        Body.Empty.INSTANCE,
                        boarding,
                        kept,
                        content.verbatim())));
        if (!kept) {
            leave(content.delimited() ? Stored.TOO_LONG : Stored.UNDELIMITED);
        }
        tee.start();
    }

    private static Filled reading(BodyTee tee, Context context, Filled.Shared shared) {
        TeeReader reader = tee.reader(context);
        return reader == null
                ? new Filled.Again()
                : shared.with(new Body.Arriving(reader, tee.length(), reader::cancel));
    }

    private void leave(Stored outcome) {
        tenure.leave(new Settlement.Release(false, false), outcome);
    }

    @Override
    public void whole(Buffer body) {
        tenure.storeNew(Candidate.rangeable(candidate).with(body));
    }

    @Override
    public void outgrown() {
        leave(Stored.TOO_LONG);
    }

    @Override
    public void truncated() {
        tenure.leave(new Settlement.Abandon(), Stored.TRUNCATED);
    }
}
