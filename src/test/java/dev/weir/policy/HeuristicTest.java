package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.ok;
import static dev.weir.policy.Given.response;
import static dev.weir.policy.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.policy.StoreDecision.Rule;
import dev.weir.policy.StoreDecision.Store;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 §4.2.2. */
class HeuristicTest {
    private static final String THOUSAND_SECONDS_AGO = "Mon, 23 Nov 2026 11:43:20 GMT";
    private static final String LONG_AGO = "Tue, 01 Jan 2002 00:00:00 GMT";

    private static @Nullable Long lifetime(Rules rules, ResponseHead response) {
        return StorePolicy.decide(Given.answered(get(), response, rules.build())) instanceof Store store
                ? (Long) store.terms().lifetime().toSeconds()
                : null;
    }

    private static ResponseHead modified(String when) {
        return ok("Last-Modified", when);
    }

    @Test
    @Tag("MAY")
    void tenthOfTheTimeSinceLastModified_atMostAnHour() {
        assertThat(lifetime(rules(), modified(THOUSAND_SECONDS_AGO))).isEqualTo(100);
        assertThat(lifetime(rules(), modified(LONG_AGO))).isEqualTo(3600);
    }

    @Test
    void fractionAndCap_areTheOperators() {
        assertThat(lifetime(rules().heuristic(0.5, 86_400), modified(THOUSAND_SECONDS_AGO)))
                .isEqualTo(500);
        assertThat(lifetime(rules().heuristic(0.1, 50), modified(THOUSAND_SECONDS_AGO)))
                .isEqualTo(50);
        assertThat(lifetime(rules().heuristic(0, 50), modified(THOUSAND_SECONDS_AGO)))
                .isNull();
        assertThat(lifetime(rules().noHeuristic(), modified(THOUSAND_SECONDS_AGO)))
                .isNull();
    }

    @Test
    void age_startsAtTheOriginsDate() {
        ResponseHead response = ok("Date", "Mon, 23 Nov 2026 11:53:20 GMT", "Last-Modified", THOUSAND_SECONDS_AGO);
        assertThat(lifetime(rules(), response)).isEqualTo(60);
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(strings = {"max-age=0", "s-maxage=0", "max-age=soup", "no-store", "private"})
    void explicitWord_forbidsAGuess(String cacheControl) {
        assertThat(lifetime(rules(), ok("Last-Modified", LONG_AGO, "Cache-Control", cacheControl)))
                .isIn(null, 0L);
        assertThat(lifetime(rules(), ok("Last-Modified", LONG_AGO, "Expires", "0")))
                .isIn(null, 0L);
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource({
        "200, true", "203, true", "204, true", "300, true", "301, true", "308, true", "404, true", "405, true",
        "410, true", "414, true", "501, true", "201, false", "302, false", "307, false", "403, false", "500, false",
        "503, false", "299, false", "599, false"
    })
    void onlyStatusesCacheableByDefault_orPublic(int status, boolean allowed) {
        assertThat(lifetime(rules(), response(status, "Last-Modified", LONG_AGO)) != null)
                .isEqualTo(allowed);
        assertThat(lifetime(rules(), response(status, "Last-Modified", LONG_AGO, "Cache-Control", "public")))
                .isEqualTo(3600);
    }

    @Test
    void requestWithCookie_isNeverGuessedFor() {
        RequestHead withCookie = get("Cookie", "a=1");
        StoreQuestion q = Given.answered(withCookie, modified(LONG_AGO), CachingRules.ORIGIN_ONLY);
        assertThat(StorePolicy.decide(q)).isEqualTo(new StoreDecision.Skip(Rule.COOKIE));
    }

    @Test
    void operatorsTtl_winsOverAGuess_andMaxTtlCapsIt() {
        assertThat(lifetime(rules().defaultTtl(30), modified(LONG_AGO))).isEqualTo(30);
        assertThat(lifetime(rules().maxTtl(20), modified(LONG_AGO))).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soup", "", Given.NOW_DATE, "Tue, 24 Nov 2026 12:00:00 GMT"})
    void lastModifiedThatIsNotInThePast_givesNothing(String when) {
        assertThat(lifetime(rules(), modified(when))).isNull();
    }

    @Property
    void anyLastModified_staysWithinTheCap(@ForAll String when) {
        Long seconds = lifetime(rules(), modified(when));
        assertThat(seconds == null || seconds <= Duration.ofHours(1).toSeconds())
                .isTrue();
    }
}
