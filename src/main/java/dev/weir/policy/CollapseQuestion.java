package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.time.Instant;

/**
 * What {@link CollapsePolicy} is asked.
 *
 * @param candidate what the fill brought, its key and selecting fields already compared
 * @param verdict what the purges between the fill's fence and the request's arrival say of {@code candidate}
 */
public record CollapseQuestion(
        RequestHead request, StoredResponse candidate, Verdict verdict, Boarding boarding, Instant now) {}
