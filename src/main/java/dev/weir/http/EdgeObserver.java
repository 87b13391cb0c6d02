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

    /** Which limit sent a client away. */
    enum Refusal {
        /** Too many connections. */
        CONNECTIONS,
        /** Too many connections from one address. */
        ADDRESS,
        /** A request's head that took too long. */
        SLOW_HEAD,
        /** A request's content that took too long. */
        SLOW_CONTENT,
        /** A request's head of too many bytes or fields. */
        LONG_HEAD,
        /** A target of too many characters. */
        LONG_TARGET,
        /** Too many requests that wait for their answer. */
        REQUESTS,
        /** Too many frames that carry no request. */
        FRAMES,
        /** A trusted proxy that does not say whose connection it passes on. */
        PROXY
    }

    void reloaded(Reload outcome);

    void refused(Refusal why);
}
