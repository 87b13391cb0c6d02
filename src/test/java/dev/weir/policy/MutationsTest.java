package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutationsTest {
    private static final Headers JSON = FieldLines.of("Content-Type", "application/json; charset=UTF-8");

    private static boolean mayBeIn(String content) {
        return Mutations.mayBeIn(JSON, content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"mutation { buy(id: 1) { ok } }\"}",
                "{\"query\":\"\\n  mutation Buy($id: ID!) { buy(id: $id) { ok } }\"}",
                "{\"query\":\"# comment\\nmutation{buy}\"}",
                "{\"query\":\"fragment F on T { a }\\tmutation @live { b { ...F } }\"}",
                "{\"query\":\"\\u006dutatio\\u006E { buy }\"}",
                "{\"query\":\"query A { a } mutation B { b }\",\"operationName\":\"B\"}",
                "[{\"query\":\"{ a }\"},{\"query\":\"mutation { b }\"}]",
                "{\"query\":\"subscription { news }\"}",
                "mutation { buy }",
                "\ufeffmutation { buy }",
                "query=mutation%20%7B%20buy%20%7D",
                "operationName=B&query=%6Dutation+B+%7Bbuy%7D",
                "{\"q\":\"a search for mutation\"}"
            })
    void everySpellingOfAMutation_isOne(String content) {
        assertThat(mayBeIn(content)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"query\":\"{ products { name } }\"}",
                "{\"query\":\"query Q { __schema { mutationType { name } } }\"}",
                "{\"query\":\"{ lastMutation, mutations, permutation }\"}",
                "{\"q\":\"shoes\\u00e9 100%\",\"broken\":\"\\u00",
                "q=red%20shoes&page=%"
            })
    void whatOnlyAsks_isNone(String content) {
        assertThat(mayBeIn(content)).isFalse();
    }

    @Test
    void whatCannotBeRead_countsAsOne() {
        byte[] query = "{ a }".getBytes(StandardCharsets.UTF_8);
        assertThat(Mutations.mayBeIn(FieldLines.of("Content-Encoding", "gzip"), query))
                .isTrue();
        assertThat(Mutations.mayBeIn(FieldLines.of("Content-Type", "a/b; Charset=utf-16"), query))
                .isTrue();
        assertThat(Mutations.mayBeIn(FieldLines.of("Content-Type", "Multipart/form-data; boundary=x"), query))
                .isTrue();
        assertThat(Mutations.mayBeIn(JSON, "{ a }".getBytes(StandardCharsets.UTF_16LE)))
                .isTrue();
        assertThat(Mutations.mayBeIn(FieldLines.EMPTY, query)).isFalse();
    }

    @Property
    void noBytesAround_hideAMutation(@ForAll byte[] before, @ForAll byte[] after) {
        String soup = new String(before, StandardCharsets.ISO_8859_1) + " mutation { a } "
                + new String(after, StandardCharsets.ISO_8859_1);
        assertThat(Mutations.mayBeIn(JSON, soup.getBytes(StandardCharsets.ISO_8859_1)))
                .isTrue();
    }
}
