package dev.weir.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BalanceRulesTest {
    private record Place(String name, int inFlight) implements BalanceRules.Candidate {}

    private static List<Place> idle(int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new Place("10.0.0." + i + ":80", 0));
        }
        return places;
    }

    @Property
    void roundRobin_isFair_alsoWhereTheCountWraps(@ForAll int from, @ForAll @IntRange(min = 1, max = 20) int size) {
        List<Place> places = idle(size);
        Map<Place, Integer> picked = new HashMap<>();
        for (int i = 0; i < size * 3; i++) {
            picked.merge(
                    BalanceRules.ROUND_ROBIN.pick(places, () -> "", Math.addExact(from & 0x3fffffff, i)),
                    1,
                    Integer::sum);
        }
        assertThat(picked.values()).hasSize(size).containsOnly(3);
        assertThat(places).contains(BalanceRules.ROUND_ROBIN.pick(places, () -> "", from));
    }

    @Property
    void leastRequests_isNeverBusierThanAnother(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 0, max = 5) Integer> loads, @ForAll int turn) {
        List<Place> places = new ArrayList<>();
        loads.forEach(load -> places.add(new Place("s" + places.size(), load)));
        Place picked = BalanceRules.LEAST_REQUESTS.pick(places, () -> "", turn);
        assertThat(places).allSatisfy(place -> assertThat(picked.inFlight()).isLessThanOrEqualTo(place.inFlight()));
    }

    @Test
    void leastRequests_ofEquals_takesTurns() {
        List<Place> places = idle(3);
        assertThat(List.of(0, 1, 2))
                .extracting(turn -> BalanceRules.LEAST_REQUESTS.pick(places, () -> "", turn))
                .doesNotHaveDuplicates();
    }

    @Property
    void consistentHashing_movesTheKeysOfAServerThatIsGone_andNoOthers(
            @ForAll String key, @ForAll @IntRange(min = 0, max = 4) int gone, @ForAll int turn) {
        List<Place> all = idle(5);
        List<Place> rest = new ArrayList<>(all);
        Place left = rest.remove(gone);
        Place before = BalanceRules.CONSISTENT_HASHING.pick(all, () -> key, turn);
        Place after = BalanceRules.CONSISTENT_HASHING.pick(rest, () -> key, turn + 1);
        assertThat(before.equals(left) || before.equals(after)).isTrue();
        assertThat(BalanceRules.CONSISTENT_HASHING.pick(all.reversed(), () -> key, 0))
                .isEqualTo(before);
    }

    @Test
    void consistentHashing_sharesKeysOut() {
        List<Place> places = idle(4);
        Map<Place, Integer> picked = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            String key = "GET http://shop.example/products/" + i;
            picked.merge(BalanceRules.CONSISTENT_HASHING.pick(places, () -> key, 0), 1, Integer::sum);
        }
        assertThat(picked.values())
                .hasSize(4)
                .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }
}
