package dev.weir.exchange;

import dev.weir.exchange.Explained.Action;
import dev.weir.exchange.Explained.Next;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import dev.weir.policy.CacheStatus;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.ReuseDecision;
import dev.weir.policy.ReusePolicy;
import dev.weir.policy.ReuseQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions about a request, said in words. They are made elsewhere: here nothing is decided. */
final class Nexts {
    private Nexts() {}

    /**
     * What a decision to ask the origin depends on beside what is stored.
     *
     * @param untilStored how many requests more it takes until the answer is stored
     * @param underWay another request looks the key up or fills it
     */
    record Around(int untilStored, boolean underWay) {}

    static Next answered(String why) {
        return new Next(Action.REFUSE, null, 0, why, List.of());
    }

    static Next refused(int status, String why) {
        return new Next(Action.REFUSE, null, status, why, List.of());
    }

    static Next passed(ForwardReason reason, RequestHead request) {
        String why =
                switch (reason) {
                    case METHOD -> "nothing is looked up for " + request.method() + " with this content";
                    case REQUEST -> "the request asks for the origin: by no-store, a precondition or its Connection";
                    case BYPASS, URI_MISS, VARY_MISS, MISS, STALE ->
                        "the route passes it: by cache: off or its bypass rules, or by a path that two parsers read in two ways";
                };
        List<String> remarks = request.isSafe()
                ? List.of()
                : List.of("if the origin does not refuse it, what is stored for its URL is purged on every gateway");
        return new Next(Action.PASS, forwarding(reason, null), 0, why, remarks);
    }

    static Next alone(Inquiry inquiry, String detail) {
        return new Next(
                Action.FORWARD,
                forwarding(inquiry.missing(), detail),
                0,
                "the last answers forbade storing them: for some seconds such requests go to the origin at once, each by itself",
                List.of("one request a second looks whether something is stored after all"));
    }

    static Next detached(Inquiry inquiry, Instant now) {
        ReuseQuestion question = new ReuseQuestion(inquiry.request(), null, Verdict.HARD, ForwardReason.MISS, now);
        return ReusePolicy.decide(question) instanceof ReuseDecision.Refuse refuse
                ? onlyIfCached(refuse)
                : new Next(
                        Action.FORWARD,
                        forwarding(ForwardReason.MISS, null),
                        0,
                        "this gateway may have missed purges, and serves nothing stored until it is back in its fleet",
                        List.of());
    }

    static Next servedPart(Reply reply) {
        return served(reply, Action.SERVE, "a part that is stored holds the range that is asked for", List.of());
    }

    static Next fresh(Reply reply, Inquiry inquiry, StoredResponse stored, Instant now) {
        boolean isStale = !stored.terms().isFresh(now);
        String why = isStale ? "it is stale, and the request takes it so (max-stale)" : "it is fresh";
        double beta = inquiry.rules().delivery().earlyRefresh();
        List<String> remarks = isStale || beta == 0
                ? List.of()
                : List.of("towards its end it is refreshed early by chance (early-refresh " + beta
                        + ", the origin took " + stored.terms().fillTime().toMillis() + " ms)");
        return served(reply, Action.SERVE, why, remarks);
    }

    static Next stale(Reply reply, ReuseDecision.ServeStale decision, Instant now) {
        Terms terms = decision.stored().terms();
        String why = terms.isFresh(now)
                ? "a purge made it stale: it is served while it is refreshed, within stale-while-revalidate"
                : "it is stale since " + Words.time(terms.ttl(now).negated()) + ", and served while it is refreshed: "
                        + "stale-while-revalidate allows " + Words.time(terms.staleWhileRevalidate());
        return served(reply, Action.SERVE_STALE, why, List.of());
    }

    private static Next served(Reply reply, Action action, String why, List<String> remarks) {
        CacheStatus status = reply.why().cacheStatus();
        String rendered = status == null ? null : status.render();
        return new Next(action, rendered, reply.head().status(), why, remarks);
    }

    static String why(Inquiry inquiry, Judgement judgement, ForwardReason reason, Instant now) {
        StoredResponse stored = judgement.stored();
        if (stored == null) {
            return inquiry.vary().isEmpty()
                    ? "nothing is stored under its key"
                    : "nothing is stored for these values of " + Words.vary(inquiry.vary());
        }
        if (judgement.verdict() == Verdict.HARD) {
            return "what is stored was purged after it was fetched";
        }
        return switch (reason) {
            case REQUEST -> "it is fresh, but the request asks for something younger (Cache-Control, Pragma)";
            case STALE -> staleBy(judgement, stored.terms(), now);
            case BYPASS, METHOD, URI_MISS, VARY_MISS, MISS -> "what is stored does not answer this request";
        };
    }

    private static String staleBy(Judgement judgement, Terms terms, Instant now) {
        if (judgement.verdict() == Verdict.SOFT) {
            return "a soft purge made it stale after it was fetched";
        }
        if (terms.reuse() == Terms.Reuse.ALWAYS_VALIDATE) {
            return "no-cache: the origin is asked each time";
        }
        return "it is stale since " + Words.time(terms.ttl(now).negated());
    }

    static Next asking(Action action, ForwardReason reason, String why, Around around) {
        List<String> remarks = new ArrayList<>();
        if (around.underWay()) {
            remarks.add("another request is at it: this one waits for that, and shares the answer if it may");
        }
        if (around.untilStored() > 0) {
            remarks.add("min-uses: it takes " + around.untilStored() + " requests more until the answer is stored");
        }
        return new Next(action, forwarding(reason, null), 0, why, remarks);
    }

    static Next onlyIfCached(ReuseDecision.Refuse refuse) {
        return new Next(
                Action.REFUSE, null, refuse.status(), "only-if-cached, and nothing stored may answer it", List.of());
    }

    private static String forwarding(ForwardReason reason, @Nullable String detail) {
        return new CacheStatus(false, reason, 0, false, false, null, detail).render();
    }
}
