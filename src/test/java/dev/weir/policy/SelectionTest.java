package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.Selecting;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 §4.1. */
class SelectionTest {
    private static Selecting select(RequestHead request, String... names) {
        return Selection.select(List.of(names), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "accept | '  text/html ,\t*/*  ' | 'text/html,*/*'",
                "accept | 'a,,b , ' | 'a,,b,'",
                "x | 'q=\"a , b\" , c' | 'q=\"a , b\",c'",
                "x | 'q=\"\\\" , b\" , c' | 'q=\"\\\" , b\",c'",
                "x | 'a  b' | 'a  b'",
                "x | '' | ''",
                "user-agent | ' A, B ' | 'A, B'",
                "cookie | 'a=1, 2; b=3' | 'a=1, 2; b=3'"
            })
    void spaceThatMeansNothing_isLeftOut(String name, String sent, String value) {
        assertThat(select(get(name, sent), name).values()).containsExactly(value);
    }

    @Test
    @Tag("MAY")
    void linesOfOneField_areCombined() {
        assertThat(select(get("Accept", "a", "accept", "b"), "accept"))
                .isEqualTo(select(get("Accept", "a, b"), "accept"));
        assertThat(select(get("Cookie", "a=1", "Cookie", "b=2"), "cookie"))
                .isEqualTo(select(get("Cookie", "a=1; b=2"), "cookie"));
    }

    @Test
    @Tag("MUST")
    void absentField_matchesOnlyAbsent() {
        Selecting absent = select(get(), "accept");
        Selecting empty = select(get("Accept", ""), "accept");
        assertThat(absent.values()).isEqualTo(Arrays.asList((String) null));
        assertThat(Selection.matches(absent, get())).isTrue();
        assertThat(Selection.matches(absent, get("Accept", ""))).isFalse();
        assertThat(Selection.matches(empty, get())).isFalse();
        assertThat(Selection.variant(absent)).isNotEqualTo(Selection.variant(empty));
    }

    @Test
    @Tag("MUST")
    void everyField_mustMatch() {
        Selecting stored = select(get("Accept", "a, b", "X", "1"), "accept", "x");
        assertThat(Selection.matches(stored, get("X", "1", "Accept", "a,b"))).isTrue();
        assertThat(Selection.matches(stored, get("X", "2", "Accept", "a,b"))).isFalse();
        assertThat(Selection.matches(stored, get("X", "1"))).isFalse();
        assertThat(Selection.matches(Selecting.NONE, get("X", "1"))).isTrue();
    }

    @Test
    void variant_isAShortDigest() {
        String variant = Selection.variant(select(get("Accept", "a"), "accept"));
        assertThat(variant).matches("[0-9a-f]{16}");
        assertThat(variant).isEqualTo(Selection.variant(select(get("Accept", " a "), "accept")));
        assertThat(Selection.variant(Selecting.NONE)).isEmpty();
        assertThat(select(get())).isSameAs(Selecting.NONE);
    }

    @Test
    void variant_keepsApartWhatReadsTheSameInARow() {
        assertThat(Selection.variant(select(get("A", "1\nb:1:2", "B", "3"), "a", "b")))
                .isNotEqualTo(Selection.variant(select(get("A", "1", "B", "2\nb:1:3"), "a", "b")));
    }

    @Test
    void union_isSortedWithoutRepeats() {
        assertThat(Selection.union(List.of("a", "c"), List.of("b", "c"))).containsExactly("a", "b", "c");
        assertThat(Selection.union(List.of(), List.of("b"))).containsExactly("b");
        assertThat(Selection.union(List.of("b"), List.of())).containsExactly("b");
    }

    @Test
    void mark_makesOtherVariants_andIsNoNameOfAField() {
        List<String> names = Selection.marked(List.of("accept"), 255);
        assertThat(names).containsExactly(":ff", "accept");
        RequestHead request = get("Accept", "a");
        Selecting marked = Selection.select(names, request);
        assertThat(Selection.variant(marked)).isNotEqualTo(Selection.variant(select(request, "accept")));
        assertThat(Selection.matches(marked, request)).isTrue();
        List<String> sixteen = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> "f" + i)
                .sorted()
                .toList();
        assertThat(Selection.isTooWide(Selection.marked(sixteen, 1))).isFalse();
        assertThat(Selection.isTooWide(Selection.union(sixteen, List.of("more"))))
                .isTrue();
    }
}
