package dev.weir.invalidation;

import java.time.Duration;

/** Sees what is applied of the purge log; implemented by the meters. Any thread; must not throw and must not block. */
public interface PurgeObserver {
    PurgeObserver NONE = new PurgeObserver() {
        @Override
        public void applied(Kind kind) {}

        @Override
        public void lagged(Duration lag) {}
    };

    /** What a purge names. */
    enum Kind {
        URL,
        GROUP,
        PREFIX,
        ALL;

        public static Kind of(Subject subject) {
            return switch (subject) {
                case Subject.Uri uri -> URL;
                case Subject.Group group -> GROUP;
                case Subject.Prefix prefix -> PREFIX;
                case Subject.All all -> ALL;
            };
        }
    }

    /** One subject of a purge. */
    void applied(Kind kind);

    /** From appending an entry to applying it here, by the clock of Redis. */
    void lagged(Duration lag);
}
