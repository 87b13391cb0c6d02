package dev.weir.http;

/** Told what happens at the edge; from any thread. */
public interface EdgeObserver {
    /** What came of certificate files that have changed. */
    enum Reload {
        /** They are served from now on. */
        LOADED,
        /** They cannot be used, and those before are served on. */
        REFUSED
    }

    void reloaded(Reload outcome);
}
