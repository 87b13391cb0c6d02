package dev.weir.scenarios;

import static dev.weir.scenarios.Scenario.scenario;

/** The beginnings that many scenarios share. */
final class Shapes {
    static final String TAG = "\"v1\"";

    private Shapes() {}

    /** The first request misses, the second is answered from the store. */
    static Scenario stored(String name, Answer answer) {
        return scenario(name).origin(answer).get().miss().get().hit(0);
    }

    /** Each request goes to the origin. */
    static Scenario notStored(String name, Answer answer) {
        return scenario(name).origin(answer).get().miss().get().miss();
    }

    /** Stored on the first request, stale and validated on the second. */
    static Scenario storedStale(String name, Answer answer) {
        return scenario(name)
                .origin(answer.etag(TAG), Answer.notModified().etag(TAG))
                .get()
                .miss()
                .get()
                .revalidated();
    }
}
