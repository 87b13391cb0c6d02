package dev.weir.http;

/**
 * Told of single requests, where more is wanted of them than meters need. Called on the request's event loop, where it
 * must neither wait nor fail.
 */
public interface AccessObserver {
    /** Whether the next request of this route is wanted: what is known of it is gathered only then. */
    boolean wants(String route);

    void ended(AccessRecord request);
}
