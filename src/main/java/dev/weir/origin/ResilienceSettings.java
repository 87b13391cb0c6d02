package dev.weir.origin;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How one server's trouble is kept from clients.
 *
 * @param checks null for none
 */
public record ResilienceSettings(
        BalanceRules balance, Ejection ejection, @Nullable Checks checks, Retries retries) {
    public static final ResilienceSettings STANDARD =
            new ResilienceSettings(BalanceRules.ROUND_ROBIN, Ejection.STANDARD, null, Retries.STANDARD);

    /** Statuses that begin with a digit (RFC 9110 §15). */
    public static Set<Integer> statusClass(int digit) {
        return IntStream.range(digit * 100, (digit + 1) * 100).boxed().collect(Collectors.toUnmodifiableSet());
    }

    /**
     * When a server gets no requests for a while because of how it met the last ones; never the last one that is left.
     *
     * @param failures so many one after another: no connection, no answer, or a status of these
     * @param first length of its first ejection; each further one is twice as long
     * @param longest the cap on that
     */
    public record Ejection(int failures, Set<Integer> statuses, Duration first, Duration longest) {
        /** Whatever it does. */
        public static final Ejection NEVER =
                new Ejection(Integer.MAX_VALUE, Set.of(), Duration.ofSeconds(1), Duration.ofSeconds(1));

        public static final Ejection STANDARD =
                new Ejection(5, statusClass(5), Duration.ofSeconds(10), Duration.ofMinutes(5));

        /** @param before how many were before it, in a row */
        Duration length(int before) {
            long doubled = before >= Long.SIZE - 2 ? Long.MAX_VALUE : 1L << before;
            return doubled > longest.dividedBy(first) ? longest : first.multipliedBy(doubled);
        }
    }

    /**
     * Requests of the gateway's own by which it learns how a server does.
     *
     * @param path and query
     * @param interval from the end of one to the beginning of the next
     * @param timeout for one, connecting included
     * @param healthyAfter so many good ones in a row bring a server back
     * @param unhealthyAfter so many bad ones in a row take it out
     * @param statuses good ones
     */
    public record Checks(
            String path,
            Duration interval,
            Duration timeout,
            int healthyAfter,
            int unhealthyAfter,
            Set<Integer> statuses) {}

    /**
     * When a request is sent once more, to a server that it has not met. Without a connection every request may; else only
     * those that change nothing.
     *
     * @param most for one request
     * @param statuses of responses that another server may have better ones for
     * @param budget share of all requests
     */
    public record Retries(int most, Set<Integer> statuses, double budget) {
        public static final Retries NONE = new Retries(0, Set.of(), 0);

        public static final Retries STANDARD = new Retries(2, Set.of(502, 503), 0.2);

        /** Whether a request is to be sent again, as far as the request goes. */
        boolean allow(Trouble trouble, Question question, int made) {
            if (made >= most) {
                return false;
            }
            return switch (trouble) {
                case NO_CONNECTION -> true;
                case BROKEN, STATUS -> question.isRepeatable();
                case TIME_OUT, NOBODY_WAITS -> false;
            };
        }
    }

    /** What became of a request at one server. */
    enum Trouble {
        /** Nothing of the request was sent. */
        NO_CONNECTION,
        BROKEN,
        /** It has answered, by a status that is none. */
        STATUS,
        TIME_OUT,
        /** The client left, or waits no longer. */
        NOBODY_WAITS
    }
}
