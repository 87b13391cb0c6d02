package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopPolicyTest {
    private static final String NAME = "weir-0a";

    private static RequestHead request(String method, String... fields) {
        return Given.get().with(method, FieldLines.of(fields));
    }

    private static RequestHead via(String... lines) {
        FieldLines.Builder fields = FieldLines.builder();
        for (String line : lines) {
            fields.add("Via", line);
        }
        return Given.get().with("GET", fields.build());
    }

    @Test
    @Tag("MUST")
    void noHopsLeft_endsHere() {
        assertThat(HopPolicy.decide(request("TRACE", "Max-Forwards", "0"), NAME))
                .isInstanceOf(HopDecision.Last.class);
        assertThat(HopPolicy.decide(request("OPTIONS", "Max-Forwards", " 00 "), NAME))
                .isInstanceOf(HopDecision.Last.class);
    }

    @Test
    @Tag("MUST")
    void hopsLeft_areCountedDown_onceForAllItsLines() {
        HopDecision decision = HopPolicy.decide(request("OPTIONS", "a", "1", "max-forwards", "10"), NAME);
        assertThat(((HopDecision.GoOn) decision).request().headers())
                .isEqualTo(FieldLines.of("a", "1", "Max-Forwards", "9"));
    }

    @Test
    void severalFields_areNoNumber() {
        RequestHead twice = request("OPTIONS", "max-forwards", "0", "max-forwards", "0");
        assertThat(HopPolicy.decide(twice, NAME)).isEqualTo(new HopDecision.GoOn(twice));
    }

    @ParameterizedTest
    @CsvSource({
        "'1.1 weir-0a, 1.0 WEIR-0A (up), HTTP/2 weir-0a', 3",
        "'1.1 weir-0ab, 1.1 weir, weir-0a, 1.1 (weir-0a)', 0",
        "'1.1\tweir-0a,,  1.1   weir-0a  ', 2",
    })
    void marks_areCountedByTheNameAlone(String field, int marks) {
        assertThat(Via.marks(via(field).headers(), NAME)).isEqualTo(marks);
    }

    @Test
    @Tag("MUST")
    void requestThatComesRoundTooOften_goesNoFurther() {
        RequestHead third = via("1.1 weir-0a, 1.1 a", "1.1 weir-0a", "1.1 weir-0a, 1.1 b");
        RequestHead fourth = via("1.1 weir-0a, 1.1 a", "1.1 weir-0a", "1.1 weir-0a, 1.1 b", "1.1 weir-0a");
        assertThat(HopPolicy.decide(third, NAME)).isEqualTo(new HopDecision.GoOn(third));
        assertThat(HopPolicy.decide(fourth, NAME)).isInstanceOf(HopDecision.Loop.class);
    }

    @Property
    void soup_neverThrows(@ForAll String via, @ForAll String hops) {
        RequestHead request = request("OPTIONS", "Via", via, "Max-Forwards", hops);
        assertThat(HopPolicy.decide(request, NAME)).isNotNull();
    }
}
