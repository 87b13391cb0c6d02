package dev.weir.fill;

/** Told of fills and stores. Called on any event loop; must not fail. */
public interface FillObserver {
    FillObserver NONE = new FillObserver() {
        @Override
        public void began() {}

        @Override
        public void ended() {}

        @Override
        public void settled(Stored outcome) {}

        @Override
        public void waiting(int change) {}

        @Override
        public void refreshed(String origin, Refresh outcome) {}

        @Override
        public void left(Left how) {}

        @Override
        public void guarded(String route, Guarding outcome) {}
    };

    void began();

    void ended();

    void settled(Stored outcome);

    /** So many more requests, or fewer, wait for another's fill. */
    void waiting(int change);

    /** A response in store is to be refreshed while nobody waits for that. */
    void refreshed(String origin, Refresh outcome);

    /** What became of the wish to refresh a response. */
    enum Refresh {
        BEGUN,
        /** The origin's budget is spent; a later request will try. */
        PUT_OFF
    }

    /** A client was too slow for the others of its flight, and what became of it. */
    void left(Left how);

    /** Stations of a client that leaves its flight. */
    enum Left {
        /** It left, and goes on by itself should it want to read on. */
        BEHIND,
        /** It goes on with a request of its own. */
        CONTINUED,
        /** Its connection is broken: the origin does not give the rest of the same response. */
        BROKEN
    }

    /** A guard of a route has looked at a response. */
    void guarded(String route, Guarding outcome);

    /** What a guard found. */
    enum Guarding {
        /** The answer does not depend on what the key does not hold. */
        SAME,
        /** It differs from one request to the next, so that nothing can be said. */
        DYNAMIC,
        /** The bare request was answered with an error, or not at all. */
        UNCLEAR,
        /** It depends on what the key does not hold, and is not stored. */
        POISONED,
        /** It may be somebody's page behind a path that looks like a file's, and is not stored. */
        DECEIVING
    }

    /** What became of a response that might have been stored. */
    enum Stored {
        STORED,
        FRESHENED,
        /** Of a response that was asked for in parts. */
        PART,
        SKIPPED,
        TOO_LONG,
        TRUNCATED,
        /** Its end was the connection's end, which may have come early. */
        UNDELIMITED,
        /** It depends on what its key does not hold. */
        POISONED,
        LOST
    }
}
