package dev.weir.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How far a job has come.
 *
 * @param outcomes of what is done, all of them, also those that nothing had
 * @param failed the first of the URLs that failed
 * @param took since it began, until now or until it ended
 */
public record WarmState(
        String id,
        Phase phase,
        int urls,
        int done,
        Map<WarmOutcome, Integer> outcomes,
        List<String> failed,
        Duration took) {
    /** Whether it goes on. */
    public enum Phase {
        RUNNING,
        DONE,
        CANCELLED
    }
}
