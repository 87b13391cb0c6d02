package dev.weir.exchange;

import dev.weir.fill.FillPlan;
import dev.weir.fill.Filler;
import dev.weir.fill.Looked;
import dev.weir.invalidation.Purges;
import dev.weir.message.Body;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.HeadPolicy;
import dev.weir.policy.PassRequest;
import dev.weir.policy.Selection;
import dev.weir.policy.StoreQuestion;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HEAD requests that are passed, because of what they ask: their answers freshen what is stored for GET, or make it stale
 * (RFC 9111 §4.3.5). Those that may be looked up never come here: they are filled with GET.
 */
final class HeadRequests {
    private final Filler filler;
    private final Purges purges;
    private final InstantSource clock;

    HeadRequests(Filler filler, Purges purges, InstantSource clock) {
        this.filler = filler;
        this.purges = purges;
        this.clock = clock;
    }

    /** @param asGet the GET that the answer stands for */
    Future<Reply> pass(ClientRequest client, Inquiry asGet, ForwardReason why) {
        Instant requestTime = clock.instant();
        return asGet.origin()
                .send(PassRequest.of(client.head()), client.body(), client.whenGone())
                .map(response -> {
                    heard(asGet, response.head(), requestTime);
                    return Forwarding.reply(response, asGet.route(), Outcome.PASSED, why);
                })
                .recover(cause -> Forwarding.failed(cause, asGet.route(), why));
    }

    /** In the background: the client has its answer. */
    private void heard(Inquiry asGet, ResponseHead head, Instant requestTime) {
        StoreQuestion answer = new StoreQuestion(asGet.request(), head, requestTime, clock.instant(), asGet.rules());
        StoreKey key = StoreKey.of(asGet.key());
        if (asGet.address().isFirst()) {
            filler.lookThroughQueries(key, false, looked -> met(asGet, looked, answer));
        } else {
            filler.look(key, false, looked -> met(asGet, looked, answer));
        }
    }

    private Future<@Nullable Void> met(Inquiry asGet, Looked looked, StoreQuestion answer) {
        if (looked.found() instanceof Lookup.Varies varies) {
            List<String> names = varies.index().names();
            Inquiry varying = asGet.varying(names);
            return filler.look(varying.storeKey(), false, other -> revise(varying, other, answer));
        }
        Address fellows = looked.found() instanceof Lookup.Equates equates
                ? asGet.address().by(equates.index())
                : null;
        return fellows == null
                ? revise(asGet, looked, answer)
                : filler.look(StoreKey.of(fellows.key()), false, other -> met(asGet.at(fellows), other, answer));
    }

    private Future<@Nullable Void> revise(Inquiry asGet, Looked looked, StoreQuestion answer) {
        if (looked.found() instanceof Lookup.Found found && isSelected(asGet, found.response())) {
            StoredResponse stored = found.response();
            StoredResponse revised = HeadPolicy.revise(
                    stored,
                    answer,
                    filler.wiring().fillIds().getAsLong(),
                    asGet.request().position());
            if (revised != null && asGet.isAnsweredBy(revised)) {
                filler.revise(looked, plan(asGet, stored), revised);
            }
        }
        return Future.succeededFuture();
    }

    private boolean isSelected(Inquiry asGet, StoredResponse stored) {
        return Selection.matches(stored.selecting(), asGet.request())
                && asGet.isAnsweredBy(stored)
                && purges.verdict(stored, asGet.request().position()) == Verdict.NONE;
    }

    private static FillPlan plan(Inquiry asGet, StoredResponse stored) {
        return new FillPlan(
                asGet.request(),
                Body.Empty.INSTANCE,
                asGet.origin(),
                asGet.rules(),
                stored,
                false,
                asGet.vary(),
                asGet.address().rule());
    }
}
