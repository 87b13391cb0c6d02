package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.ResponseHead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param head status and fields of the response, shared with what is stored; the edge adds framing, Via and the rest
 * @param age value of the Age field (RFC 9111 §5.1), or null to leave the origin's
 */
public record Reply(ResponseHead head, Body body, @Nullable Duration age, Explanation why) {
    /** The same, with the cache key for whoever debugs. */
    Reply showing(CacheKey key) {
        return new Reply(head, body, age, why.showing(key));
    }

    /** The same, without a word of where it came from. */
    Reply untold() {
        return new Reply(head, body, age, why.untold());
    }

    /** Another head and content, for the same reason and of the same age. */
    Reply with(ResponseHead other, Body part) {
        return new Reply(other, part, age, why);
    }
}
