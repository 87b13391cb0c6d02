package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Authority;
import dev.weir.message.TargetUri;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a request line and its Host say: either one resource, or a refusal. */
class RequestGateTest {
    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                "http://",
                "https://",
                "HTTP://",
                "a",
                "A.example",
                ":",
                "80",
                "99999999",
                "/",
                "//",
                "?",
                "#",
                "@",
                "[",
                "::1",
                "]",
                "%41",
                "*",
                " ",
                "\u0000",
                "\u00ff",
                "..",
                "&",
                "x=1");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(7).map(list -> String.join("", list)),
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(30));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.oneOf(
                        soup(), Arbitraries.of("a", "a:80", "A", "chunked", "Chunked", "identity", "gzip, chunked"))
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "OPTIONS", "POST", "CONNECT");
    }

    @Property(tries = 5000)
    void anyLine_isOneResource_orRefused(
            @ForAll("methods") String method,
            @ForAll("soup") String uri,
            @ForAll("lines") List<String> hosts,
            @ForAll("lines") List<String> codings) {
        RequestGate.Verdict verdict =
                RequestGate.check(new RequestGate.Line(method, uri, "1.1", hosts, codings), "http");

        TargetUri target = verdict.target();
        assertThat(target == null).isEqualTo(verdict.refusal() != null);
        if (target != null) {
            assertThat(hosts).hasSize(1);
            assertThat(codings).hasSizeLessThan(2).allMatch(coding -> coding.equalsIgnoreCase("chunked"));
            assertThat(target.authority()).isEqualTo(Authority.canonical("http", hosts.get(0)));
            assertThat(target.authority()).matches("[!-~]+").doesNotContain("@", "/", "?", "#");
            assertThat(target.pathAndQuery()).matches("[!-~]+").doesNotContain("#");
            assertThat(target.path().startsWith("/") || target.path().equals("*"))
                    .isTrue();
        }
    }

    @Property
    void whatIsRefused_isNotRepeated(@ForAll("soup") String uri, @ForAll("lines") List<String> hosts) {
        String refusal = RequestGate.check(new RequestGate.Line("GET", uri, "1.1", hosts, List.of()), "http")
                .refusal();
        assertThat(refusal == null || refusal.startsWith("Expected ")).isTrue();
    }
}
