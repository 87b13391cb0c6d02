package dev.weir.policy;

import static dev.weir.policy.Given.NOW;
import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.ok;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResponseGroupsTest {
    private static @Nullable List<String> groups(String... fields) {
        return ResponseGroups.of(FieldLines.of(fields));
    }

    @Test
    void aResponseThatNamesNone_hasNone() {
        assertThat(groups("Cache-Control", "max-age=1")).isEmpty();
    }

    @Nested
    class Rfc9875 {
        @Test
        void members_areTheGroups_onEveryLine() {
            assertThat(groups("Cache-Groups", "\"a\", \"b c\";x=1", "cache-groups", "\"d,e\""))
                    .containsExactly("a", "b c", "d,e");
        }

        @Test
        @Tag("MUST")
        void whatIsNoListOfStrings_isIgnoredWhole() {
            assertThat(groups("Cache-Groups", "\"a\", b")).isEmpty();
            assertThat(groups("Cache-Groups", "\"a\", (\"b\")")).isEmpty();
            assertThat(groups("Cache-Groups", "\"a\", \"b")).isEmpty();
            assertThat(groups("Cache-Groups", "\"a\", 7", "Cache-Tag", "t")).containsExactly("t");
        }

        @Test
        @Tag("MUST")
        void thirtyTwoNamesOfThirtyTwoCharacters_areRead() {
            String names = numbered(32).stream()
                    .map(name -> '"' + name + "x".repeat(32 - name.length()) + '"')
                    .collect(Collectors.joining(", "));
            assertThat(groups("Cache-Groups", names)).hasSize(32).allMatch(name -> name.length() == 32);
        }
    }

    @Test
    void surrogateKeys_areSeparatedBySpace() {
        assertThat(groups("Surrogate-Key", " a  b,c\td ", "surrogate-key", "e")).containsExactly("a", "b,c", "d", "e");
    }

    @Test
    void cacheTags_areSeparatedByCommas() {
        assertThat(groups("Cache-Tag", " a,, b c ,", "cache-tag", "d")).containsExactly("a", "b c", "d");
    }

    @Test
    void aGroupNamedTwice_isOne_andNamesAreComparedToTheLetter() {
        assertThat(groups("Cache-Groups", "\"a\", \"A\", \"a\"", "Surrogate-Key", "a", "Cache-Tag", "a"))
                .containsExactly("a", "A");
    }

    @Test
    void moreNamesThanAreRead_doNotFit() {
        assertThat(groups("Surrogate-Key", String.join(" ", numbered(ResponseGroups.MOST))))
                .hasSize(ResponseGroups.MOST);
        assertThat(groups("Surrogate-Key", String.join(" ", numbered(ResponseGroups.MOST + 1))))
                .isNull();
    }

    @Test
    void longerNamesThanAreRead_doNotFit() {
        assertThat(groups("Cache-Tag", "x".repeat(ResponseGroups.MOST_CHARACTERS)))
                .hasSize(1);
        assertThat(groups("Cache-Tag", "x".repeat(ResponseGroups.MOST_CHARACTERS), "Cache-Tag", "y"))
                .isNull();
    }

    @Nested
    class Stored {
        @Test
        void theyStandInTheDecision() {
            assertThat(decide("Surrogate-Key", "a b"))
                    .isInstanceOfSatisfying(
                            StoreDecision.Store.class,
                            store -> assertThat(store.groups()).containsExactly("a", "b"));
        }

        @Test
        void whatDoesNotFit_isNotStored() {
            assertThat(decide("Cache-Tag", "x".repeat(ResponseGroups.MOST_CHARACTERS + 1)))
                    .isEqualTo(new StoreDecision.Skip(StoreDecision.Rule.TOO_MANY_GROUPS));
        }

        @Test
        void aFresheningResponse_mayNameOthers() {
            StoredResponse stored =
                    Given.stored(Given.fresh(), "ETag", "\"a\"", "Cache-Control", "max-age=60", "Cache-Tag", "old");
            assertThat(freshened(stored)).containsExactly("old");
            assertThat(freshened(stored, "Cache-Tag", "new")).containsExactly("new");
        }

        private static StoreDecision decide(String... fields) {
            FieldLines lines = FieldLines.builder()
                    .add("Cache-Control", "max-age=60")
                    .addAll(FieldLines.of(fields))
                    .build();
            return StorePolicy.decide(Given.answered(get(), ok().with(lines), CachingRules.ORIGIN_ONLY));
        }

        private static List<String> freshened(StoredResponse stored, String... fields) {
            StoreQuestion notModified = Given.answered(get(), Given.response(304, fields), CachingRules.ORIGIN_ONLY);
            return requireNonNull(Freshening.freshen(stored, notModified, 8, stored.fence()))
                    .groups();
        }
    }

    @Test
    void howLongTheOriginTook_isKept_andIsNeverNegative() {
        assertThat(fillTime(Duration.ofMillis(250))).isEqualTo(Duration.ofMillis(250));
        assertThat(fillTime(Duration.ofMillis(-250))).isZero();
    }

    private static Duration fillTime(Duration took) {
        StoreQuestion q = new StoreQuestion(
                get(), ok("Cache-Control", "max-age=60"), NOW.minus(took), NOW, CachingRules.ORIGIN_ONLY);
        return ((StoreDecision.Store) StorePolicy.decide(q)).terms().fillTime();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
