package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ReusePolicy} is asked.
 *
 * @param stored what the look-up found, its key and selecting fields already compared; null if it found nothing usable
 * @param verdict what the purges say of {@code stored}
 * @param missing the reason to forward for where nothing is stored, or where what is stored was purged
 */
public record ReuseQuestion(
        RequestHead request, @Nullable StoredResponse stored, Verdict verdict, ForwardReason missing, Instant now) {}
