package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.time.Instant;

/** Whether a follower of a fill may be given the leader's response. */
@SuppressWarnings("DoNotCallSuggester")
public final class CollapsePolicy {
    private CollapsePolicy() {}

    public static boolean admits(RequestHead follower, StoredResponse candidate, Verdict verdict, Instant now) {
        throw new UnsupportedOperationException();
    }
}
