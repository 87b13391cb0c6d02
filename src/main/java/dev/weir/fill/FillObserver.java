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
        LOST
    }
}
