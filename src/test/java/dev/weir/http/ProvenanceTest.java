package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.notation.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who a request comes from: what its peer says counts only if the peer is trusted, and then only down to the client. */
class ProvenanceTest {
    private static final Predicate<String> TEN =
            AddressRange.parse("10.0.0.0/8").orElseThrow()::contains;

    private static Provenance.Connection from(String peer) {
        return new Provenance.Connection(peer, "http", "shop.example");
    }

    private static Provenance.Fields fields(Map<String, List<String>> lines) {
        return name -> lines.getOrDefault(name, List.of());
    }

    private static Provenance x(String peer, String forwardedFor) {
        return Provenance.byX(from(peer), fields(Map.of(Provenance.FOR, List.of(forwardedFor))), TEN);
    }

    private static Provenance rfc(String peer, String... lines) {
        return Provenance.byForwarded(from(peer), fields(Map.of(Provenance.FORWARDED, List.of(lines))), TEN);
    }

    @Test
    void clientIsTheRightmostThatIsNotTrusted() {
        assertThat(x("10.0.0.1", "1.1.1.1, 2.2.2.2, 10.0.0.2").addresses())
                .containsExactly("2.2.2.2", "10.0.0.2", "10.0.0.1");
        assertThat(x("3.3.3.3", "1.1.1.1").addresses()).containsExactly("3.3.3.3");
        assertThat(x("10.0.0.1", "10.0.0.3, 10.0.0.2").addresses()).containsExactly("10.0.0.3", "10.0.0.2", "10.0.0.1");
        assertThat(x("10.0.0.1", "1.1.1.1, unknown").addresses()).containsExactly("10.0.0.1");
        assertThat(x("10.0.0.1", "1.1.1.1,").addresses()).containsExactly("10.0.0.1");
        assertThat(x("10.0.0.1", "1.1.1.1:99999").addresses()).containsExactly("10.0.0.1");
        assertThat(x("10.0.0.1", "[2001:db8::1]:4711").addresses().getFirst()).isEqualTo("2001:db8::1");
        assertThat(x("10.0.0.1", "2001:db8::1").addresses().getFirst()).isEqualTo("2001:db8::1");
        assertThat(x("10.0.0.1", "1.1.1.1:80").addresses().getFirst()).isEqualTo("1.1.1.1");
    }

    @Test
    void protocolAndHostAreThoseOfTheNearestProxy() {
        Map<String, List<String>> said = Map.of(
                Provenance.FOR, List.of("1.1.1.1"),
                Provenance.PROTO, List.of("https, HTTPS"),
                Provenance.HOST, List.of("forged.example", "Shop.Example:443"));
        Provenance believed = Provenance.byX(from("10.0.0.1"), fields(said), TEN);
        assertThat(believed).isEqualTo(new Provenance(List.of("1.1.1.1", "10.0.0.1"), "https", "shop.example"));
        Provenance dropped = Provenance.byX(from("1.1.1.1"), fields(said), TEN);
        assertThat(dropped).isEqualTo(new Provenance(List.of("1.1.1.1"), "http", "shop.example"));
        Provenance nonsense = Provenance.byX(
                from("10.0.0.1"),
                fields(Map.of(
                        Provenance.PROTO, List.of("ftp"),
                        Provenance.HOST, List.of("a b"),
                        Provenance.PORT, List.of("0"))),
                TEN);
        assertThat(nonsense).isEqualTo(new Provenance(List.of("10.0.0.1"), "http", "shop.example"));
    }

    @Test
    void forwarded_isReadByItsGrammar() {
        Provenance believed = rfc(
                "10.0.0.1",
                "for=\"a,b;c\";proto=ftp",
                "For=\"[2001:db8:cafe::17]:4711\" ;Proto=https;host=\"shop.example:8443\", for=10.0.0.2;by=10.0.0.1");
        assertThat(believed)
                .isEqualTo(new Provenance(
                        List.of("2001:db8:cafe::17", "10.0.0.2", "10.0.0.1"), "https", "shop.example:8443"));
        assertThat(believed.value("x-forwarded-port")).isEqualTo("8443");
        assertThat(believed.value("Forwarded"))
                .isEqualTo("for=\"[2001:db8:cafe::17]\";proto=https;host=\"shop.example:8443\", for=10.0.0.2,"
                        + " for=10.0.0.1");
        assertThat(rfc("10.0.0.1", "for=1.1.1.1, for=\"2.2.2.2").addresses()).containsExactly("10.0.0.1");
        assertThat(rfc("10.0.0.1", "for=1.1.1.1, for=2.2.2.2 x").addresses()).containsExactly("10.0.0.1");
        assertThat(rfc("10.0.0.1", "for=1.1.1.1;for=2.2.2.2").addresses()).containsExactly("10.0.0.1");
        assertThat(rfc("10.0.0.1", "for=1.1.1.1, host=forged").addresses()).containsExactly("10.0.0.1");
        assertThat(rfc("10.0.0.1", "for=_hidden").addresses()).containsExactly("10.0.0.1");
        assertThat(rfc("10.0.0.1", "for=\"1.1.\\1.1\"").addresses().getFirst()).isEqualTo("1.1.1.1");
    }

    @Test
    void fieldsThatTellOfClients_areFive() {
        for (String name :
                List.of("Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST", "x-Forwarded-Port")) {
            assertThat(Provenance.isTold(name)).as(name).isTrue();
        }
        for (String name : List.of("X-Forwarded-By", "forwarded-", "From", "x", "Accept", "x-forwarded-server")) {
            assertThat(Provenance.isTold(name)).as(name).isFalse();
        }
    }

    @Provide
    Arbitrary<List<String>> chains() {
        Arbitrary<String> trusted = Arbitraries.integers().between(0, 255).map(i -> "10.0.0." + i);
        Arbitrary<String> others = Arbitraries.integers().between(0, 255).map(i -> "192.0.2." + i);
        Arbitrary<String> six =
                Arbitraries.integers().between(0, 0xffff).map(i -> "2001:db8::" + Integer.toHexString(i));
        return Arbitraries.oneOf(trusted, trusted, others, six)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property
    void soundChains_endAtTheFirstThatIsNotTrusted(@ForAll("chains") List<String> chain) {
        List<String> believed = new ArrayList<>();
        for (String address : chain.reversed()) {
            believed.addFirst(address);
            if (!TEN.test(address)) {
                break;
            }
        }
        String peer = chain.getLast();
        String reported = String.join(", ", chain.subList(0, chain.size() - 1));
        assertThat(x(peer, reported).addresses()).isEqualTo(believed);
        Provenance sent = x(peer, reported);
        assertThat(rfc("10.9.9.9", String.valueOf(sent.value("forwarded")))
                        .addresses()
                        .subList(0, believed.size()))
                .isEqualTo(believed);
        assertThat(x("10.9.9.9", String.valueOf(sent.value("x-forwarded-for")))
                        .addresses()
                        .getFirst())
                .isEqualTo(sent.addresses().getFirst());
    }

    @Property
    void whateverIsWritten_onlyAddressesCome(@ForAll @Size(max = 4) List<String> lines) {
        Provenance.Fields fields = name -> lines;
        for (Provenance read : List.of(
                Provenance.byX(from("10.0.0.1"), fields, TEN),
                Provenance.byForwarded(from("10.0.0.1"), fields, TEN),
                Provenance.byX(from("10.0.0.1"), fields, any -> true))) {
            assertThat(read.addresses()).isNotEmpty().allMatch(AddressRange::isAddress);
            assertThat(read.addresses().getLast()).isEqualTo("10.0.0.1");
            assertThat(read.proto()).isIn("http", "https");
            assertThat(read.host()).matches("[a-z0-9.:_\\[\\]-]+");
            assertThat(Integer.parseInt(String.valueOf(read.value("X-Forwarded-Port"))))
                    .isBetween(1, 65_535);
        }
    }

    @Property
    void whoIsNotTrusted_isNotHeard(@ForAll @Size(max = 4) List<String> lines) {
        Provenance own = Provenance.by(from("1.2.3.4"));
        assertThat(Provenance.byX(from("1.2.3.4"), name -> lines, anybody -> false))
                .isEqualTo(own);
        assertThat(Provenance.byForwarded(from("1.2.3.4"), name -> lines, anybody -> false))
                .isEqualTo(own);
    }

    @Provide
    Arbitrary<String> forwardedLike() {
        return Arbitraries.strings().withChars("for=,;\"\\ 12.[]:a\t").ofMaxLength(40);
    }

    @Property
    void forwardedLikeText_isReadWithoutFailing(@ForAll("forwardedLike") String line) {
        assertThat(rfc("10.0.0.1", line).addresses()).allMatch(AddressRange::isAddress);
        assertThat(ForwardedElements.of(List.of(line))).isNotEmpty();
    }
}
