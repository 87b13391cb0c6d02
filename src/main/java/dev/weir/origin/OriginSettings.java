package dev.weir.origin;

import java.net.URI;
import java.time.Duration;

/**
 * One origin.
 *
 * @param server scheme, host and port; no path
 * @param timeout longest time from sending the request to the response head, and between two pieces of the body
 * @param maxConcurrent most requests to it at once; more wait, within {@code timeout}
 */
public record OriginSettings(String name, URI server, Duration timeout, int maxConcurrent) {
    /** The same origin, found to listen there. */
    public OriginSettings at(URI address) {
        return new OriginSettings(name, address, timeout, maxConcurrent);
    }
}
