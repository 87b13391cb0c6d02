package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import dev.weir.policy.StoreDecision.Store;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;

/** Freshness arithmetic stays within bounds, whatever the clocks and numbers. */
class ArithmeticTest {
    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Given.NOW),
                Arbitraries.longs()
                        .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                        .map(Instant::ofEpochSecond),
                Arbitraries.longs().between(-100_000_000, 100_000_000).map(Given.NOW::plusMillis));
    }

    @Provide
    Arbitrary<Long> seconds() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    @Property
    void ages_neverOverflow(
            @ForAll("instants") Instant sent,
            @ForAll("instants") Instant received,
            @ForAll("instants") Instant date,
            @ForAll @BigRange(min = "0", max = "999999999999999999999999") BigInteger number) {
        StoreQuestion q = new StoreQuestion(
                Given.get(),
                Given.ok(
                        "Cache-Control", "max-age=" + number + ", stale-while-revalidate=" + number,
                        "Age", number.toString(),
                        "Date", HttpDate.render(date),
                        "Expires", HttpDate.render(date)),
                sent,
                received,
                CachingRules.ORIGIN_ONLY);
        Freshness freshness =
                new Freshness(q, ResponseDirectives.of(q.response().headers()));
        assertThat(freshness.correctedInitialAge()).isBetween(freshness.ageValue(), DeltaSeconds.MAX);
        assertThat(freshness.apparentAge()).isBetween(Duration.ZERO, DeltaSeconds.MAX);
        assertThat(freshness.freshnessLifetime()).isBetween(Duration.ZERO, DeltaSeconds.MAX);
    }

    @Property
    void decisions_neverOverflow(
            @ForAll("instants") Instant received,
            @ForAll("instants") Instant now,
            @ForAll("seconds") long ttl,
            @ForAll("seconds") long window) {
        CachingRules rules = Rules.rules().fixedTtl(ttl).stale(window, window).build();
        StoreDecision decision = StorePolicy.decide(
                new StoreQuestion(Given.get(), Given.ok("ETag", "\"a\""), received, received, rules));
        Terms terms = ((Store) decision).terms();
        var stored = Given.stored(terms, "ETag", "\"a\"");
        ReusePolicy.decide(new ReuseQuestion(
                Given.get("Cache-Control", "max-stale=99999999999, min-fresh=0"),
                stored,
                Verdict.NONE,
                ForwardReason.MISS,
                now));
        ReusePolicy.decide(new ReuseQuestion(Given.get(), stored, Verdict.SOFT, ForwardReason.MISS, now));
        FailurePolicy.decide(new FailureQuestion(stored, Verdict.NONE, Given.get(), 503, now));
        EarlyRefresh.isDue(terms, 1.0, 0.5, now);
        assertThat(ClientHead.of(stored, Rules.rules().browserTtl(ttl).build(), now)
                        .status())
                .isEqualTo(200);
        assertThat(Retention.keep(stored, now)).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(terms.currentAge(now)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Property
    void anAgeingResponse_neverBecomesFresh(@ForAll("instants") Instant a, @ForAll("instants") Instant b) {
        Instant earlier = a.isBefore(b) ? a : b;
        Instant later = a.isBefore(b) ? b : a;
        Terms terms = Given.terms(3600, 0, 0, Terms.Reuse.FREE);
        assertThat(terms.isFresh(earlier) || !terms.isFresh(later)).isTrue();
    }
}
