package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a change brought is newer than the change, if nothing else purged it from the change's arrival on. */
class PurgeWatchTest {
    private static final CacheKey PAGE = new CacheKey("GET http://shop.example/p");
    private static final Subject CHANGED = new Subject.Uri("http://shop.example/p");
    private static final Subject OTHER = new Subject.Uri("http://shop.example/other");
    private static final Subject GROUP = new Subject.Group(null, "products");

    private final PurgeIndex index = new PurgeIndex(3, 5, Filing.TO_THE_LETTER);

    private long purge(long id, Subject... subjects) {
        return index.apply(id, new Purge(List.of(subjects), false));
    }

    private PurgeWatch watch(Fence arrival) {
        return index.watch(PAGE, List.of("products"), arrival);
    }

    @Test
    void alone_itIsTheNewest() {
        PurgeWatch watch = watch(index.applied());

        assertThat(watch.end(purge(10, CHANGED))).isEqualTo(new Fence(10));
    }

    @Test
    void purgesOfOthers_beforeAndAfter_doNotMatter() {
        Fence arrival = index.applied();
        purge(5, OTHER);
        PurgeWatch watch = watch(arrival);
        purge(7, OTHER, new Subject.Prefix("http://shop.example/q"), new Subject.Group(null, "pages"));
        long own = purge(10, OTHER, CHANGED);
        purge(12, OTHER);

        assertThat(watch.end(own)).isEqualTo(new Fence(10));
    }

    @Test
    void purgeThatMatches_betweenArrivalAndWatch_or_betweenWatchAndChange_leavesNothingCertain() {
        for (Subject matching :
                List.of(CHANGED, GROUP, new Subject.Prefix("http://shop.example/"), new Subject.All())) {
            Fence arrival = index.applied();
            purge(0, matching);
            PurgeWatch early = watch(arrival);
            assertThat(early.end(purge(0, CHANGED))).as("before %s", matching).isNull();

            PurgeWatch late = watch(index.applied());
            purge(0, matching);
            assertThat(late.end(purge(0, CHANGED))).as("between %s", matching).isNull();
        }
    }

    @Test
    void purgeThatIsNewerThanTheChange_isLeftToTheFence() {
        PurgeWatch watch = watch(index.applied());
        long own = purge(10, CHANGED);
        purge(11, CHANGED);

        assertThat(watch.end(own)).isEqualTo(new Fence(10));
    }

    @Test
    void twoChangesAtATime_mayShareAnEntry_andNeitherIsTheNewer() {
        PurgeWatch one = watch(index.applied());
        PurgeWatch two = watch(index.applied());
        PurgeWatch other = index.watch(new CacheKey("GET http://shop.example/other"), List.of(), index.applied());
        long shared = purge(10, CHANGED, OTHER);

        assertThat(one.end(shared)).isNull();
        assertThat(two.end(shared)).isNull();
        assertThat(other.end(shared)).isEqualTo(new Fence(10));

        PurgeWatch after = watch(index.applied());
        assertThat(after.end(purge(12, CHANGED))).as("those before have ended").isEqualTo(new Fence(12));
    }

    @Test
    void whatIsNotInTheLog_orNotAppliedYet_orBehindAGap_isNotKnown() {
        assertThat(watch(index.applied()).end(0)).isNull();
        assertThat(watch(index.applied()).end(10)).isNull();

        PurgeWatch watch = watch(index.applied());
        index.forgetBefore(20);
        assertThat(watch.end(purge(20, CHANGED))).isNull();
        assertThat(Purges.NONE.watch(PAGE, List.of(), Fence.START).end(1)).isNull();
    }
}
