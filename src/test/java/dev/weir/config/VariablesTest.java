package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Variables.Resolved;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private final Variables variables = new Variables(Documents.ENVIRONMENT::get);

    @Test
    void reference_takesTheVariable() {
        assertThat(variables.resolve("http://h:${PORT}/")).isEqualTo(new Resolved("http://h:9000/"));
        assertThat(variables.resolve("${PORT}${PORT:-1}")).isEqualTo(new Resolved("90009000"));
        assertThat(variables.resolve("[${EMPTY}]")).isEqualTo(new Resolved("[]"));
    }

    @Test
    void default_standsInForWhatIsUnsetOrEmpty() {
        assertThat(variables.resolve("${NONE:-redis://h}")).isEqualTo(new Resolved("redis://h"));
        assertThat(variables.resolve("${EMPTY:-x}")).isEqualTo(new Resolved("x"));
        assertThat(variables.resolve("${NONE:-}")).isEqualTo(new Resolved(""));
    }

    @Test
    void unset_namesEveryOne() {
        assertThat(variables.resolve("${A}${PORT}${B}")).isEqualTo(new Variables.Unset(List.of("A", "B")));
    }

    @Test
    void malformed_isNotTakenLiterally() {
        for (String text : List.of("${", "${}", "${PORT", "${1A}", "${A-b}", "${A:-b")) {
            assertThat(variables.resolve(text)).isEqualTo(new Variables.Malformed());
        }
    }

    @Test
    void unsetVariable_isAMistakeWithItsLine() {
        assertThat(Documents.mistakes(Documents.with("TOP", "listen: {}\nnamespace: ${NONE}")))
                .containsExactly("weir.yaml:2: namespace: ${NONE} (expected: an environment variable that is set,"
                        + " or ${NONE:-default})");
    }

    @Property
    void textWithoutReference_staysAsItIs(@ForAll String text) {
        String plain = text.replace('{', '(');
        assertThat(variables.resolve(plain)).isEqualTo(new Resolved(plain));
    }

    @Property
    void whatIsPutIn_isNotLookedThroughAgain(@ForAll String value) {
        assertThat(new Variables(name -> '$' + "{A}" + value).resolve("${A}")).isEqualTo(new Resolved("${A}" + value));
    }
}
