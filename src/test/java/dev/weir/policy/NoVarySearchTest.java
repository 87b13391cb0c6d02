package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** draft-ietf-httpbis-no-vary-search-06. */
class NoVarySearchTest {
    private static final NoVarySearch NO_ORDER = new NoVarySearch(false, false, Set.of());

    private static @Nullable NoVarySearch read(String... lines) {
        FieldLines.Builder fields = FieldLines.builder();
        for (String line : lines) {
            fields.add("no-vary-search", line);
        }
        return NoVarySearch.of(fields.build());
    }

    private static boolean same(String field, @Nullable String a, @Nullable String b) {
        NoVarySearch rule = Objects.requireNonNull(read(field));
        return rule.canonical(a).equals(rule.canonical(b));
    }

    @Test
    @Tag("MUST")
    void params_areNamesThatDoNotCount() {
        assertThat(read("params=(\"a\" \"b\")")).isEqualTo(new NoVarySearch(true, false, Set.of("a", "b")));
    }

    @Test
    @Tag("MUST")
    void except_areNamesThatAloneCount() {
        assertThat(read("except=(\"x\")")).isEqualTo(new NoVarySearch(true, true, Set.of("x")));
        assertThat(read("except=()")).isEqualTo(new NoVarySearch(true, true, Set.of()));
    }

    @Test
    @Tag("MUST")
    void keyOrder_standsAloneOrBesideTheNames() {
        assertThat(read("key-order")).isEqualTo(NO_ORDER);
        assertThat(read("key-order=?1")).isEqualTo(NO_ORDER);
        assertThat(read("except=(\"x\"), key-order")).isEqualTo(new NoVarySearch(false, true, Set.of("x")));
        assertThat(read("key-order", "params=(\"x\")")).isEqualTo(new NoVarySearch(false, false, Set.of("x")));
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(
            strings = {
                "key-order=\"not a boolean\"",
                "params=\"not an inner list\"",
                "params=(not-a-string)",
                "params=?0",
                "params=(\"a\"), except=(\"x\")",
                "params=(), except=()",
                "params=?0, except=(\"x\")",
                "except=\"not an inner list\"",
                "except=(not-a-string)",
                "except=?1",
                "key-order, params=1",
                "key-order=1, params=(\"a\")",
                "params=(\"a\"",
                "Params=(\"a\")",
                "",
            })
    void whatIsNotUnderstood_isAsGoodAsAbsent(String field) {
        assertThat(read(field)).isNull();
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(strings = {"params=()", "key-order=?0", "other", "key-order=?0, params=()"})
    void whatSaysNothing_leavesEveryQueryAlone(String field) {
        assertThat(read(field)).isNull();
    }

    @Test
    void formerForms_meanWhatTheyMeant() {
        assertThat(read("params")).isEqualTo(read("except=()"));
        assertThat(read("params, except=(\"x\")")).isEqualTo(read("except=(\"x\")"));
    }

    @Test
    @Tag("MUST")
    void unknownMembersAndParameters_areIgnored() {
        assertThat(read("params=(\"a\";x);y, later=7")).isEqualTo(read("params=(\"a\")"));
    }

    @Test
    @Tag("MUST")
    void names_areDecoded() {
        assertThat(read("params=(\"%C3%A9+%E6%B0%97\")"))
                .isEqualTo(new NoVarySearch(true, false, Set.of("\u00e9 \u6c17")));
        assertThat(same("params=(\"%C3%A9+%E6%B0%97\")", "%C3%A9%20%E6%B0%97=3", "%C3%A9+%E6%B0%97=4"))
                .isTrue();
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource({
        "a=x, %61=%78",
        "a=%f6, a=%ef%bf%bd",
        "a=x&&&&, a=x",
        "a=, a",
        "a=%20, a=+",
        "a=%zz, a=%25zz",
        "'', &",
    })
    void queriesThatReadTheSame_areOne(String one, String other) {
        assertThat(same("key-order", one, other)).isTrue();
        assertThat(same("params=(\"utm\")", one, other)).isTrue();
    }

    @Test
    @Tag("MUST")
    void noQuery_isAnEmptyOne() {
        assertThat(same("params=(\"utm\")", null, "")).isTrue();
        assertThat(same("params=(\"utm\")", null, "utm=1")).isTrue();
        assertThat(same("params=(\"utm\")", null, "a=1")).isFalse();
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource({
        "params=(\"a\"), a=1&b=2, b=2, true",
        "params=(\"a\"), a=1&b=2, b=3, false",
        "params=(\"a\"), b=1&c=2, c=2&b=1, false",
        "'key-order, params=(\"a\")', b=1&a&c=2, c=2&b=1, true",
        "key-order, a=1&a=2, a=2&a=1, false",
        "key-order, a=1&b=2&a=3, b=2&a=1&a=3, true",
        "except=(\"id\"), id=1&x=2, y=1&id=1, true",
        "except=(\"id\"), id=1, id=2, false",
        "except=(\"id\"), id=1&id=2, id=1, false",
        "except=(), a=1, b=2, true",
        "params=(\"A\"), a=1, b=1, false",
    })
    void rule_tellsWhichDifferencesCount(String field, String one, String other, boolean same) {
        assertThat(same(field, one, other)).isEqualTo(same);
    }

    @Property(tries = 3000)
    void soup_neverThrows(@ForAll String field, @ForAll String query) {
        NoVarySearch rule = NoVarySearch.parse(field);
        assertThat(rule == null ? "" : rule.canonical(query)).doesNotContain(" ", "\n");
    }

    @Property(tries = 3000)
    void canonicalForm_isItsOwn(@ForAll("rules") NoVarySearch rule, @ForAll("queries") String query) {
        String canonical = rule.canonical(query);
        assertThat(rule.canonical(canonical)).isEqualTo(canonical);
    }

    /** Against the algorithm of the draft, word for word. */
    @Property(tries = 5000)
    void canonicalForms_areEqualWhereTheDraftSaysEquivalent(
            @ForAll("rules") NoVarySearch rule, @ForAll("queries") String one, @ForAll("queries") String other) {
        assertThat(rule.canonical(one).equals(rule.canonical(other))).isEqualTo(equivalent(rule, one, other));
    }

    private static boolean equivalent(NoVarySearch rule, String one, String other) {
        List<UrlEncoded.Pair> a = params(rule, one);
        List<UrlEncoded.Pair> b = params(rule, other);
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<UrlEncoded.Pair> params(NoVarySearch rule, String query) {
        List<UrlEncoded.Pair> params = new ArrayList<>();
        for (UrlEncoded.Pair pair : UrlEncoded.pairs(query)) {
            boolean named = rule.names().contains(pair.name());
            if (rule.exceptNames() ? named : !named) {
                params.add(pair);
            }
        }
        if (!rule.heedsOrder()) {
            Collections.sort(params, (x, y) -> x.name().compareTo(y.name()));
        }
        return params;
    }

    @Provide
    Arbitrary<NoVarySearch> rules() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("a", "b", "a b", "\u00e9").set().ofMaxSize(2))
                .as(NoVarySearch::new);
    }

    @Provide
    Arbitrary<String> queries() {
        return Arbitraries.of("a", "b", "=", "&", "%61", "a+b", "%C3%A9", "%f6", "1", "%", "+", "%26", "%3D")
                .list()
                .ofMaxSize(7)
                .map(pieces -> String.join("", pieces));
    }
}
