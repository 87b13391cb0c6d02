package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The index against a list of all purges: it may forget more, never less. */
class PurgeIndexTest {
    private static final Terms TERMS = new Terms(
            Instant.EPOCH,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ZERO,
            Terms.Reuse.FREE);
    private static final String ORIGIN = "http://shop.example";

    private final PurgeIndex index = new PurgeIndex(11, 13, Filing.TO_THE_LETTER);

    private static StoredResponse stored(String uri, long fence, String... groups) {
        return stored(new CacheKey("GET " + uri + " h:accept=x r:123456789abc"), fence, groups);
    }

    private static StoredResponse stored(CacheKey key, long fence, String... groups) {
        return new StoredResponse(
                1,
                new Fence(fence),
                key,
                Selecting.NONE,
                List.of(groups),
                new ResponseHead(200, FieldLines.EMPTY),
                Buffer.buffer(),
                TERMS);
    }

    private Verdict verdict(StoredResponse stored) {
        return index.verdict(stored, index.applied());
    }

    private void purge(long id, boolean soft, Subject... subjects) {
        index.apply(id, new Purge(List.of(subjects), soft));
    }

    @Test
    void whatIsNewerThanThePurge_isNotMatched() {
        purge(10, false, new Subject.Uri(ORIGIN + "/p"));

        assertThat(verdict(stored(ORIGIN + "/p", 9))).isEqualTo(Verdict.HARD);
        assertThat(verdict(stored(ORIGIN + "/p", 10))).isEqualTo(Verdict.NONE);
        assertThat(verdict(stored(ORIGIN + "/p?", 9))).isEqualTo(Verdict.NONE);
    }

    @Test
    void requestThatCameBeforeThePurge_mayBeAnswered_whereNothingWasAppliedSince() {
        Fence arrival = index.applied();

        assertThat(index.verdict(stored(ORIGIN + "/p", 0), arrival)).isEqualTo(Verdict.NONE);
    }

    @Test
    void unknownPosition_matchesEverything() {
        assertThat(index.verdict(stored(ORIGIN + "/p", 5), Fence.UNKNOWN)).isEqualTo(Verdict.HARD);
    }

    @Test
    void hardStaysHard_whenASoftOneFollows() {
        purge(10, false, new Subject.Group(null, "g"));
        purge(11, true, new Subject.Group(null, "g"));

        assertThat(verdict(stored(ORIGIN + "/p", 9, "f", "g"))).isEqualTo(Verdict.HARD);
        assertThat(verdict(stored(ORIGIN + "/p", 10, "g"))).isEqualTo(Verdict.SOFT);
        assertThat(verdict(stored(ORIGIN + "/p", 11, "g"))).isEqualTo(Verdict.NONE);
    }

    @Test
    void groupOfAnOrigin_isNotThatOfAnother() {
        purge(10, false, new Subject.Group(ORIGIN, "g"));

        assertThat(verdict(stored(ORIGIN + "/p", 9, "g"))).isEqualTo(Verdict.HARD);
        assertThat(verdict(stored("https://shop.example/p", 9, "g"))).isEqualTo(Verdict.NONE);
        assertThat(verdict(stored(ORIGIN + ".evil/p", 9, "g"))).isEqualTo(Verdict.NONE);
        assertThat(verdict(stored("g", 9, "g"))).isEqualTo(Verdict.NONE);
    }

    @Test
    void prefixThatNoLongerFits_becomesAFloor() {
        for (int i = 1; i <= PurgeIndexPrefixes.MOST + 1; i++) {
            purge(10 + i, i % 2 == 0, new Subject.Prefix(ORIGIN + "/" + i + "/"));
        }

        assertThat(verdict(stored(ORIGIN + "/1/x", 10))).isEqualTo(Verdict.HARD);
        assertThat(verdict(stored("http://other/", 10))).as("floor").isEqualTo(Verdict.HARD);
        assertThat(verdict(stored("http://other/", 11))).as("above it").isEqualTo(Verdict.NONE);
        assertThat(verdict(stored(ORIGIN + "/2/x", 11))).isEqualTo(Verdict.SOFT);
        assertThat(verdict(stored(ORIGIN + "/3/x", 11))).isEqualTo(Verdict.HARD);
    }

    @Test
    void gap_forgetsWhatIsBeforeIt() {
        index.forgetBefore(20);
        purge(20, false, new Subject.Uri(ORIGIN + "/p"));

        assertThat(verdict(stored("http://other/", 19))).isEqualTo(Verdict.HARD);
        assertThat(verdict(stored("http://other/", 20))).isEqualTo(Verdict.NONE);
    }

    @Test
    void idThatDoesNotRise_countsAsTheNext() {
        purge(20, false, new Subject.Group(null, "other"));
        purge(15, false, new Subject.Uri(ORIGIN + "/p"));

        assertThat(index.applied()).isEqualTo(new Fence(21));
        assertThat(verdict(stored(ORIGIN + "/p", 20))).isEqualTo(Verdict.HARD);
    }

    @Test
    void keyOfSeveralQueries_isMatchedByAnyOfItsPath() {
        StoredResponse several = stored(new CacheKey("GET " + ORIGIN + "/p?a=1").standingFor("a=1", 7), 9);
        purge(10, false, new Subject.Uri(ORIGIN + "/q?a=1"));
        assertThat(verdict(several)).isEqualTo(Verdict.NONE);

        purge(11, false, new Subject.Uri(ORIGIN + "/p?b=2"));
        assertThat(verdict(several)).isEqualTo(Verdict.HARD);
        assertThat(verdict(stored(ORIGIN + "/p?a=1", 9))).as("of one query").isEqualTo(Verdict.NONE);
        assertThat(index.newest(several.key(), List.of())).isEqualTo(new Fence(11));
    }

    @Test
    void newest_isWhatAFillMustHaveBeenAskedAfter() {
        assertThat(index.newest(new CacheKey("GET " + ORIGIN + "/p"), List.of()))
                .isEqualTo(Fence.START);
        purge(10, true, new Subject.Uri(ORIGIN + "/p"));
        purge(11, false, new Subject.Group(ORIGIN, "g"));
        purge(12, false, new Subject.Prefix("http://other/"));

        assertThat(index.newest(new CacheKey("GET " + ORIGIN + "/p"), List.of()))
                .isEqualTo(new Fence(10));
        assertThat(index.newest(new CacheKey("GET " + ORIGIN + "/p"), List.of("g")))
                .isEqualTo(new Fence(11));
        assertThat(index.newest(new CacheKey("POST http://other/x b:1"), List.of()))
                .isEqualTo(new Fence(12));
    }

    @Property(tries = 300)
    void neverForgetsLess_thanTheListOfAllPurges(
            @ForAll("histories") List<Purge> history, @ForAll("responses") StoredResponse stored) {
        PurgeIndex fresh = new PurgeIndex(3, 5, Filing.TO_THE_LETTER);
        List<Verdict> exact = new ArrayList<>(List.of(Verdict.NONE));
        for (int i = 0; i < history.size(); i++) {
            fresh.apply(i + 1, history.get(i));
            if (i + 1 > stored.fence().position() && matches(history.get(i), stored)) {
                exact.add(history.get(i).soft() ? Verdict.SOFT : Verdict.HARD);
            }
        }
        Verdict expected = exact.stream().max(Verdict::compareTo).orElseThrow();

        assertThat(fresh.verdict(stored, fresh.applied())).isEqualTo(expected);
        assertThat(fresh.verdict(stored, stored.fence())).isEqualTo(Verdict.NONE);
    }

    private static boolean matches(Purge purge, StoredResponse stored) {
        String uri = stored.key().text().split(" ", -1)[1];
        return purge.subjects().stream().anyMatch(subject -> switch (subject) {
            case Subject.Uri one -> one.uri().equals(uri);
            case Subject.Group group ->
                stored.groups().contains(group.name())
                        && (group.origin() == null || uri.startsWith(group.origin() + "/"));
            case Subject.Prefix prefix -> uri.startsWith(prefix.prefix());
            case Subject.All all -> true;
        });
    }

    private static Arbitrary<String> uris() {
        return Combinators.combine(
                        Arbitraries.of("http://a", "http://ab", "https://a"),
                        Arbitraries.of("/", "/p", "/p/q", "/p?x=1"))
                .as((origin, path) -> origin + path);
    }

    @Provide
    Arbitrary<StoredResponse> responses() {
        return Combinators.combine(
                        uris(),
                        Arbitraries.longs().between(0, 12),
                        Arbitraries.of("g", "h", "gh").list().ofMaxSize(2))
                .as((uri, fence, groups) ->
                        stored(uri, fence, groups.stream().distinct().toArray(String[]::new)));
    }

    @Provide
    Arbitrary<List<Purge>> histories() {
        Arbitrary<Subject> subjects = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, uris().map(Subject.Uri::new)),
                net.jqwik.api.Tuple.of(3, Arbitraries.of("g", "h", "gh").map(name -> new Subject.Group(null, name))),
                net.jqwik.api.Tuple.of(3, Arbitraries.of("g", "h").map(name -> new Subject.Group("http://a", name))),
                net.jqwik.api.Tuple.of(2, uris().map(Subject.Prefix::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new Subject.All())));
        return Combinators.combine(subjects.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(true, false))
                .as(Purge::new)
                .list()
                .ofMaxSize(12);
    }
}
