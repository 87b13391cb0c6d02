package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * A request to an origin.
 *
 * @param key of what is asked for; null where it has none
 */
public record Asking(
        RequestHead request, Body body, @Nullable CacheKey key) {
    /** What has the same goes to the same server, where servers are chosen by it. */
    String affinity() {
        return key == null ? request.target().toString() : key.text();
    }
}
