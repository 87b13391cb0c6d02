package dev.weir.origin;

import java.net.URI;
import java.time.Duration;

/**
 * One origin.
 *
 * @param server scheme, host and port; no path
 * @param timeout longest time from sending the request to the response head, and between two pieces of the body
 * @param maxConcurrent most requests to it at once, however well it does
 * @param refreshBudget most requests a second that this process sends while nobody waits for them
 */
public record OriginSettings(
        String name, URI server, Duration timeout, int maxConcurrent, Overload overload, int refreshBudget) {
    /**
     * What happens to requests beyond what the origin takes.
     *
     * @param adaptive the limit follows how fast the origin answers, up to {@code maxConcurrent}
     * @param queue most requests that wait for their turn; the next is refused at once
     * @param queueTimeout longest wait for a turn
     */
    public record Overload(boolean adaptive, int queue, Duration queueTimeout) {
        public static final Overload STANDARD = new Overload(true, 1000, Duration.ofSeconds(2));
    }

    /** With a limit that is fixed. */
    public OriginSettings(String name, URI server, Duration timeout, int maxConcurrent) {
        this(name, server, timeout, maxConcurrent, new Overload(false, 1000, timeout));
    }

    /** With the usual budget. */
    public OriginSettings(String name, URI server, Duration timeout, int maxConcurrent, Overload overload) {
        this(name, server, timeout, maxConcurrent, overload, usualRefreshBudget(maxConcurrent));
    }

    /** Where the operator names none. */
    public static int usualRefreshBudget(int maxConcurrent) {
        return Math.max(1, maxConcurrent / 2);
    }

    /** The same origin, found to listen there. */
    public OriginSettings at(URI address) {
        return new OriginSettings(name, address, timeout, maxConcurrent, overload, refreshBudget);
    }
}
