package dev.weir.exchange;

import dev.weir.policy.HttpDate;
import java.time.Instant;
import java.time.InstantSource;

/** The present time as a Date field has it, written once a second. One event loop. */
final class DateLine {
    private final InstantSource clock;
    private long second = Long.MIN_VALUE;
    private String text = "";

    DateLine(InstantSource clock) {
        this.clock = clock;
    }

    String now() {
        Instant now = clock.instant();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            text = HttpDate.render(now);
        }
        return text;
    }
}
