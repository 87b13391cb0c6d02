package dev.weir.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Queries that share a key are the same query to any server, however loosely it reads. */
class QueryKeyTest {
    private static final KeyRules.Query ONLY_A = new KeyRules.Query(false, List.of("a"), List.of());
    private static final KeyRules.Query WITHOUT_U = new KeyRules.Query(true, List.of(), List.of("u_*", "g"));

    @Property(tries = 3000)
    void sharedKey_meansTheSameToEveryServer(@ForAll("queries") List<String> members, @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        QueryKey keys = new QueryKey(KeyRules.Query.ALL);

        if (Objects.equals(keys.of(query(members)), keys.of(query(shuffled)))) {
            assertThat(read(query(shuffled), "&")).isEqualTo(read(query(members), "&"));
            assertThat(read(query(shuffled), "[&;]")).isEqualTo(read(query(members), "[&;]"));
        }
    }

    @Property(tries = 3000)
    void whatDoesNotCount_hidesNothingThatCounts(@ForAll("queries") List<String> members) {
        String counted = new QueryKey(ONLY_A).of(query(members));

        for (String separators : List.of("&", "[&;]")) {
            assertThat(read(counted == null ? "" : counted, separators).get("a"))
                    .isEqualTo(read(query(members), separators).get("a"));
        }
    }

    @Property
    void orderOfPlainNames_doesNotMatter(@ForAll("plain") List<String> members, @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        QueryKey keys = new QueryKey(KeyRules.Query.ALL);

        assertThat(keys.of(query(shuffled))).isEqualTo(keys.of(query(members)));
    }

    /** The short way, which queries in order take, against the long one. */
    @Property(tries = 3000)
    void whatIsInOrder_isWhatSortingWouldMakeOfIt(@ForAll("queries") List<String> members) {
        QueryKey shortWay = new QueryKey(KeyRules.Query.ALL);
        QueryKey longWay = new QueryKey(new KeyRules.Query(true, List.of(), List.of("ignored")));

        assertThat(shortWay.of(query(members))).isEqualTo(longWay.of(query(members)));
    }

    /** Each character by itself: only letters, digits, hyphen and underscore mean the same to every server. */
    @Test
    void namesOfOtherCharacters_keepTheirPlaces() {
        String plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (char c = '!'; c <= '~'; c++) {
            String query = "zz=1&" + c;
            boolean moves = plain.indexOf(c) >= 0;
            boolean isMember = c != '&' && c != '=' && c != ';';
            if (isMember) {
                assertThat(new QueryKey(KeyRules.Query.ALL).of(query)).isEqualTo(moves ? c + "&zz=1" : query);
            }
        }
    }

    @Property
    void ignoredMembers_leaveNoTrace(@ForAll("plain") List<String> members, @ForAll Random random) {
        List<String> more = new ArrayList<>(members);
        more.add(random.nextInt(more.size() + 1), "u_source=" + random.nextInt(9));
        more.add(random.nextInt(more.size() + 1), "g");
        QueryKey keys = new QueryKey(WITHOUT_U);

        assertThat(keys.of(query(more))).isEqualTo(members.isEmpty() ? null : keys.of(query(members)));
    }

    @Property
    void nothingButWhatWasSentIsKept(@ForAll String query) {
        String kept = new QueryKey(WITHOUT_U).of(query);

        if (kept != null) {
            assertThat(List.of(query.split("&", -1))).containsAll(List.of(kept.split("&", -1)));
        }
    }

    @Provide
    Arbitrary<List<String>> queries() {
        Arbitrary<String> names = Arbitraries.of(
                "a", "A", "b", "%61", "a[x]", "a[]", "a%5B", "a.b", "a_b", "a b", "+a", "a;b", "b;a", "u_1", "");
        Arbitrary<String> rest = Arbitraries.of("", "=", "=1", "=2", "=1;a=2", "=b&");
        return Combinators.combine(names, rest).as(String::concat).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> plain() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "c-d", "E_f", "z9").map(String::new);
        Arbitrary<String> values = Arbitraries.of("", "=", "=1", "=%20+");
        return Combinators.combine(names, values)
                .as(String::concat)
                .list()
                .ofMaxSize(5)
                .uniqueElements(QueryKeyTest::name);
    }

    private static String query(List<String> members) {
        return String.join("&", members);
    }

    private static String name(String member) {
        int equals = member.indexOf('=');
        return equals < 0 ? member : member.substring(0, equals);
    }

    /** The loosest reading there is: what any server might take for one parameter, in the order sent. */
    private static Map<String, List<String>> read(String query, String separators) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String member : query.split(separators, -1)) {
            String decoded = name(member).replace('+', ' ').replace("%61", "a").replace("%5B", "[");
            String folded =
                    decoded.strip().toLowerCase(Locale.ROOT).replace('.', '_').replace(' ', '_');
            String outer = folded.contains("[") ? folded.substring(0, folded.indexOf('[')) : folded;
            parameters.computeIfAbsent(outer, any -> new ArrayList<>()).add(member);
        }
        return parameters;
    }
}
