package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.History.Purge;
import dev.weir.fleet.History.Response;
import dev.weir.fleet.HistoryChecker.Violation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCheckerTest {
    private static final Resource PAGE = new Resource(1, 4);

    private static Response response(Resource resource, long made, long sent) {
        return new Response("0", resource, made, sent, "weir; hit");
    }

    private static Purge purge(Scope scope, long sent, long confirmed) {
        return new Purge(scope, sent, confirmed, "");
    }

    private static List<Violation> check(Response response, Purge... purges) {
        return HistoryChecker.check(List.of(response), List.of(purges));
    }

    @ParameterizedTest
    @CsvSource({
        // made, sent; the purge is ordered at 10 and confirmed at 20
        " 9, 21, true", // older than the purge, asked for after it
        "10, 21, false", // made while it was ordered
        "15, 21, false", // made while it took effect
        " 9, 20, false", // asked for while it was confirmed
        " 9, 15, false",
        "21, 22, false",
    })
    void olderThanAPurge_thatWasConfirmedBeforeItWasAskedFor(long made, long sent, boolean violates) {
        assertThat(check(response(PAGE, made, sent), purge(Scope.url(PAGE), 10, 20)))
                .hasSize(violates ? 1 : 0);
    }

    @Test
    void everyScope_thatTakesItOut_counts() {
        for (Scope scope : PAGE.scopes()) {
            assertThat(check(response(PAGE, 9, 21), purge(scope, 10, 20)))
                    .as("%s", scope)
                    .hasSize(1);
        }
        Resource other = new Resource(2, 5);
        for (Scope scope : List.of(Scope.url(other), Scope.group(other), Scope.prefix(other))) {
            assertThat(check(response(PAGE, 9, 21), purge(scope, 10, 20)))
                    .as("%s", scope)
                    .isEmpty();
        }
    }

    @Test
    void lateConfirmation_ofAnEarlierOrder_hidesNoLaterOrder() {
        Purge slow = purge(Scope.ALL, 5, 30);
        Purge quick = purge(Scope.ALL, 10, 20);

        assertThat(check(response(PAGE, 7, 40), slow, quick))
                .singleElement()
                .satisfies(violation -> assertThat(violation.purge()).isEqualTo(quick));
    }

    /** The same by the definition, response by response and purge by purge. */
    @Property
    void agreesWithTheDefinition(
            @ForAll @Size(max = 20) List<@IntRange(max = 60) Integer> times,
            @ForAll @IntRange(max = 40) int made,
            @ForAll @IntRange(max = 60) int sent) {
        List<Purge> purges = new ArrayList<>();
        for (int i = 0; i + 1 < times.size(); i += 2) {
            Scope scope = i % 4 == 0 ? Scope.url(PAGE) : Scope.url(new Resource(0, 0));
            purges.add(purge(scope, times.get(i), times.get(i) + times.get(i + 1)));
        }
        boolean expected = purges.stream()
                .anyMatch(purge ->
                        purge.scope().equals(Scope.url(PAGE)) && purge.confirmed() < sent && made < purge.sent());

        assertThat(HistoryChecker.check(List.of(response(PAGE, made, sent)), purges))
                .hasSize(expected ? 1 : 0);
    }
}
