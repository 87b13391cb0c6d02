package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import dev.weir.policy.StoreDecision.Store;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the parsed fields, nothing throws, and what cannot be read permits nothing. */
class ByteSoupTest {
    static final List<String> REQUEST_FIELDS = List.of(
            "Cache-Control",
            "Pragma",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "Connection",
            "Cookie",
            "Content-Length",
            "Accept-Encoding",
            "Accept-Language",
            "Accept",
            "Range",
            "If-Range",
            "Content-Type",
            "Content-Encoding",
            "TE",
            "Via");
    static final List<String> RESPONSE_FIELDS = List.of(
            "Cache-Control",
            "Expires",
            "Date",
            "Age",
            "Vary",
            "ETag",
            "Last-Modified",
            "Connection",
            "Set-Cookie",
            "CDN-Cache-Control",
            "Surrogate-Control",
            "Location",
            "Content-Location",
            "Weir-Cache-Control",
            "Cache-Groups",
            "Cache-Group-Invalidation",
            "Accept-Ranges",
            "Content-Type",
            "Content-Encoding",
            "Content-Range");
    private static final CachingRules RULES = Rules.rules()
            .defaultTtl(30)
            .stale(10, 20)
            .keyedCookies("a")
            .bypassCookie("b")
            .compress(CachingRules.Coding.values())
            .build();

    private static final CachingRules.Compression COMPRESSION = Objects.requireNonNull(RULES.compression());

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                "max-age",
                "s-maxage",
                "no-store",
                "private",
                "public",
                "no-cache",
                "must-revalidate",
                "stale-if-error",
                "=",
                "\"",
                "\\",
                ",",
                ";",
                " ",
                "\t",
                "W/",
                "*",
                "60",
                "-1",
                "99999999999999999999",
                "a",
                "\u0000",
                "\u00ff",
                Given.NOW_DATE,
                "Monday, 23-Nov-26 12:00:00 GMT",
                "Mon Nov 23 12:00:00 2026");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(60));
    }

    private Arbitrary<String[]> fields(List<String> names) {
        return Combinators.combine(Arbitraries.of(names), soup())
                .as((name, value) -> List.of(name, value))
                .list()
                .ofMaxSize(5)
                .map(lines -> lines.stream().flatMap(List::stream).toArray(String[]::new));
    }

    @Provide
    Arbitrary<RequestHead> requests() {
        return fields(REQUEST_FIELDS).map(Given::get);
    }

    @Provide
    Arbitrary<ResponseHead> responses() {
        return fields(RESPONSE_FIELDS).map(Given::ok);
    }

    @Property
    void nothingThrows(@ForAll("requests") RequestHead request, @ForAll("responses") ResponseHead response) {
        Selecting selecting = decideAll(request, response);
        assertThat(Selection.matches(selecting, request)).isTrue();
        assertThat(Selection.variant(selecting)).hasSize(16);
    }

    /** Whatever this gateway asks of a request and a response on their way; gives what they select by. */
    static Selecting decideAll(RequestHead request, ResponseHead response) {
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

    @Property
    void whatIsStored_saysSo(@ForAll("responses") ResponseHead response) {
        StoreDecision decision = StorePolicy.decide(Given.answered(Given.get(), response, CachingRules.ORIGIN_ONLY));
        if (decision instanceof Store store && store.terms().lifetime().isPositive()) {
            String stated = response.headers().combined("Cache-Control")
                    + response.headers().combined("CDN-Cache-Control")
                    + response.headers().combined("Surrogate-Control")
                    + response.headers().combined("Last-Modified")
                    + response.headers().combined("Expires");
            assertThat(stated).containsAnyOf("max-age", "s-maxage", "GMT", "2026");
        }
    }

    @Property
    void prohibitionAsAWholeMember_holdsInAnySoup(@ForAll("soup") String before, @ForAll("soup") String after) {
        // An open quote before it may swallow it, and then the field as a whole is not trusted.
        ResponseHead response =
                Given.ok("Cache-Control", before + ", no-store, " + after, "Cache-Control", "max-age=60");
        boolean quoted = before.contains("\"");
        boolean mustUnderstand = (before + after).contains("must-understand");
        StoreDecision decision = StorePolicy.decide(Given.answered(Given.get(), response, CachingRules.ORIGIN_ONLY));
        assertThat(quoted || mustUnderstand || decision instanceof StoreDecision.Skip)
                .isTrue();
    }

    @Property
    void soupAsMaxAge_isStaleUnlessItIsANumber(@ForAll("soup") String soup) {
        ResponseDirectives read = ResponseDirectives.of(List.of("max-age=" + soup.replace(',', ';')));
        boolean number = soup.replace(',', ';').matches("(\"?)(\\\\?[0-9])+\\1[ \t]*");
        assertThat(number || Duration.ZERO.equals(read.maxAge())).isTrue();
    }

    @Property
    void soupAsTag_neverGivesNotModified(@ForAll("soup") String soup) {
        ResponseHead response = Given.ok("ETag", "\"unlikely\"");
        boolean any = Text.trim(soup).equals("*");
        assertThat(Preconditions.decide(Given.get("If-None-Match", soup), response))
                .isEqualTo(any ? PreconditionDecision.NOT_MODIFIED : PreconditionDecision.PROCEED);
    }
}
