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
