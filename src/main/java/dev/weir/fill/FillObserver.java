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
    };

    void began();

    void ended();

    void settled(Stored outcome);

    /** What became of a response that might have been stored. */
    enum Stored {
        STORED,
        FRESHENED,
        SKIPPED,
        TOO_LONG,
        TRUNCATED,
        LOST
    }
}
