package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.policy.StoreDecision.Store;
import java.time.Duration;
import java.util.List;
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
        Selecting selecting = Decisions.of(request, response);
        assertThat(Selection.matches(selecting, request)).isTrue();
        assertThat(Selection.variant(selecting)).hasSize(16);
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
