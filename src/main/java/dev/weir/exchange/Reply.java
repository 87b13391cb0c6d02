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
 * @param tunnel what the connection becomes with this reply, which is 101 then; null where it goes on in HTTP
 */
public record Reply(
        ResponseHead head,
        Body body,
        @Nullable Duration age,
        Explanation why,
        @Nullable Tunnel tunnel) {
    public Reply(ResponseHead head, Body body, @Nullable Duration age, Explanation why) {
        this(head, body, age, why, null);
    }

    static Reply switching(ResponseHead head, Explanation why, Tunnel tunnel) {
        return new Reply(head, Body.Empty.INSTANCE, null, why, tunnel);
    }

    /** Nobody is there to take it. */
    public void discard() {
        body.discard();
        if (tunnel != null) {
            tunnel.abandon();
        }
    }

    /** The same, with the cache key for whoever debugs. */
    Reply showing(CacheKey key) {
        return new Reply(head, body, age, why.showing(key), tunnel);
    }

    /** The same, without a word of where it came from. */
    Reply untold() {
        return new Reply(head, body, age, why.untold(), tunnel);
    }

    /** Another head and content, for the same reason and of the same age. */
    Reply with(ResponseHead other, Body part) {
        return new Reply(other, part, age, why);
    }
}
