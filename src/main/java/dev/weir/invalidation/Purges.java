package dev.weir.invalidation;

import dev.weir.message.Fence;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;

/** What was purged, as far as this gateway has applied the log. Read by every request, from any event loop. */
public interface Purges {
    /** Nothing was ever purged. */
    Purges NONE = new Purges() {
        @Override
        public Fence applied() {
            return Fence.START;
        }

        @Override
        public Verdict verdict(StoredResponse stored, Fence position) {
            return Verdict.NONE;
        }
    };

    /** Id of the newest purge applied here. */
    Fence applied();

    /** What the purges between the response's fence and a request's arrival position say of the response. */
    Verdict verdict(StoredResponse stored, Fence position);
}
