package dev.weir.policy;

import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import java.util.List;
import java.util.Objects;

/** Every decision there is, made of one request and one response, to see that none of them throws. */
public final class Decisions {
    private static final CachingRules RULES = Rules.rules()
            .defaultTtl(30)
            .stale(10, 20)
            .keyedCookies("a")
            .bypassCookie("b")
            .compress(CachingRules.Coding.values())
            .build();

    private static final CachingRules.Compression COMPRESSION = Objects.requireNonNull(RULES.compression());

    private Decisions() {}

    /** Whatever this gateway asks of a request and a response on their way; gives what they select by. */
    public static Selecting of(RequestHead request, ResponseHead response) {
        Terms terms = Given.terms(60, 30, 30, Terms.Reuse.FREE);
        Selecting selecting =
                Selection.select(List.of("accept", "accept-encoding", "accept-language", "cookie"), request);
        StoredResponse stored = new StoredResponse(
                1,
                Fence.START,
                Given.stored(terms).key(),
                selecting,
                List.of(),
                response,
                Given.stored(terms).body(),
                terms);
        for (Verdict verdict : Verdict.values()) {
            ReusePolicy.decide(new ReuseQuestion(request, stored, verdict, ForwardReason.MISS, Given.after(70)));
            FailurePolicy.decide(new FailureQuestion(stored, verdict, request, 503, Given.after(70)));
            for (Boarding boarding : Boarding.values()) {
                CollapsePolicy.decide(new CollapseQuestion(request, stored, verdict, boarding, Given.NOW));
            }
        }
        onTheWayIn(request);
        onTheWayBack(request, stored);
        return selecting;
    }

    private static void onTheWayIn(RequestHead request) {
        LookupPolicy.decide(request, RULES);
        LookupPolicy.mayForward(request);
        RequestHead post = request.with("POST", request.headers());
        LookupPolicy.mayChange(post, new byte[] {'{', '}'});
        PassRequest.of(CodedTags.restore(request, RULES));
        FillRequest.of(ContentCoding.negotiate(HeardRequest.of(request, RULES), RULES));
        PostPolicy.asGet(post);
    }

    private static void onTheWayBack(RequestHead request, StoredResponse stored) {
        ResponseHead response = stored.head();
        StoreQuestion q = Given.answered(request, response, RULES);
        StorePolicy.decide(q);
        Freshening.freshen(stored, q, 2, Fence.START);
        FillRequest.conditional(FillRequest.of(request), stored);
        Retention.keep(stored, Given.NOW);
        Preconditions.decide(request, response);
        RangePolicy.decide(request, response, 10);
        ClientHead.of(stored, RULES, Given.NOW);
        ClientHead.passed(response);
        NotModified.of(response);
        PartialContent.one(response, new ByteRange(0, 1), 10);
        ContentCoding.suits(response, 10_000, COMPRESSION);
        ContentCoding.code(response, CachingRules.Coding.GZIP);
        InvalidationPolicy.targets(request.with("PUT", request.headers()), response);
        PostPolicy.answersGet(request.with("POST", request.headers()), response);
    }
}
