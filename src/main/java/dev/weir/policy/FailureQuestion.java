package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FailurePolicy} is asked.
 *
 * @param stored what the look-up found, or null
 * @param verdict what the purges say of {@code stored}
 * @param status the gateway's own status for the failure (502, 503, 504), or the origin's status
 */
public record FailureQuestion(
        @Nullable StoredResponse stored, Verdict verdict, RequestHead request, int status, Instant now) {}
