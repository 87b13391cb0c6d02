package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgePolicyTest {
    private static PurgeDecision decide(String... fields) {
        return PurgePolicy.decide(FieldLines.of(fields));
    }

    @Test
    void withoutFields_theTargetIsMeant() {
        assertThat(decide()).isEqualTo(new PurgeDecision.Target(false));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "yes, true", "0, false", "false, false"})
    void softFlag_isThatOfFastly(String value, boolean soft) {
        assertThat(decide("Fastly-Soft-Purge", value)).isEqualTo(new PurgeDecision.Target(soft));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a  b ", "a, b", "a,\tb", "a, b,"})
    void surrogateKeys_areSeparatedBySpaces_andCommasBehindThemDropped(String value) {
        assertThat(decide("Surrogate-Key", value, "Fastly-Soft-Purge", "1"))
                .isEqualTo(new PurgeDecision.Groups(List.of("a", "b"), List.of(), true));
    }

    @Test
    void cacheTags_areSeparatedByCommas() {
        assertThat(decide("Cache-Tag", "a b,c"))
                .isEqualTo(new PurgeDecision.Groups(List.of("a b", "c"), List.of(), false));
    }

    @Test
    void cacheGroups_countForTheOriginOfTheTarget() {
        assertThat(decide("Cache-Groups", "\"a b\", \"c\"", "Surrogate-Key", "k"))
                .isEqualTo(new PurgeDecision.Groups(List.of("k"), List.of("a b", "c"), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Cache-Groups|products",
                "Cache-Groups|\"a",
                "Cache-Groups|^^",
                "Surrogate-Key|^^",
                "Surrogate-Key|,",
                "Cache-Tag|, ,",
                "X-Purge-Method|regex",
                "X-Purge-Method|"
            })
    void whatIsNotUnderstood_isRefused_ratherThanForgettingLess(String name, String value) {
        assertThat(decide(name, value == null ? "" : value)).isInstanceOf(PurgeDecision.Refuse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "exact"})
    void otherMethodsOfPurging_areTheTarget(String method) {
        assertThat(decide("X-Purge-Method", method)).isEqualTo(new PurgeDecision.Target(false));
    }

    @Test
    void moreNamesThanAResponseHas_areRefused() {
        assertThat(decide("Surrogate-Key", "k ".repeat(1001))).isInstanceOf(PurgeDecision.Refuse.class);
    }

    @Property
    void keys_ofARequest_areThoseOfTheSameResponse(@ForAll String value) {
        if (decide("Surrogate-Key", value) instanceof PurgeDecision.Groups groups) {
            assertThat(ResponseGroups.of(FieldLines.of("Surrogate-Key", value)))
                    .containsExactlyElementsOf(
                            groups.everywhere().stream().distinct().toList());
        }
    }
}
