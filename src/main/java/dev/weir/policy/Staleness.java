package dev.weir.policy;

import dev.weir.message.Terms;
import java.time.Duration;
import java.time.Instant;

/** How far a stored response is past its freshness lifetime, against how far it may be (RFC 9111 §4.2.4). */
final class Staleness {
    private Staleness() {}

    /**
     * Whether stale use is allowed up to {@code window}, and not exceeded. A response that is still fresh, but must be
     * treated as stale, has not begun to use it up; a window of zero allows none at all.
     */
    static boolean within(Duration window, Terms terms, Instant now) {
        return terms.reuse() == Terms.Reuse.FREE
                && window.isPositive()
                && terms.ttl(now).plus(window).compareTo(Duration.ZERO) >= 0;
    }
}
