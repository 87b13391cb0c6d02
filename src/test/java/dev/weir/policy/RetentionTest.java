package dev.weir.policy;

import static dev.weir.policy.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Terms;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static long keep(Terms terms, double after, String... fields) {
        return Retention.keep(Given.stored(terms, fields), Given.after(after)).toSeconds();
    }

    @Test
    void withoutValidator_asLongAsItMayBeServed() {
        assertThat(keep(terms(60, 10, 30, Terms.Reuse.FREE), 20)).isEqualTo(70);
        assertThat(keep(terms(60, 10, 30, Terms.Reuse.NEVER_STALE), 20)).isEqualTo(40);
        assertThat(keep(Given.fresh(), 61)).isZero();
    }

    @Test
    void withValidator_aLifetimeMore_withinBounds() {
        assertThat(keep(terms(300, 0, 0, Terms.Reuse.FREE), 0, "ETag", "\"a\"")).isEqualTo(600);
        assertThat(keep(terms(0, 0, 0, Terms.Reuse.ALWAYS_VALIDATE), 0, "ETag", "\"a\""))
                .isEqualTo(60);
        assertThat(keep(terms(86_400, 0, 0, Terms.Reuse.FREE), 0, "ETag", "\"a\""))
                .isEqualTo(90_000);
        assertThat(Retention.keep(Given.stored(Given.fresh(), "ETag", "\"a\""), Given.NOW.plus(Duration.ofDays(1))))
                .isEqualTo(Duration.ofMinutes(1));
    }
}
