package dev.weir.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * This gateway's member of a Cache-Status field (RFC 9211 §2).
 *
 * @param fwd why the request went towards the origin, or null
 * @param fwdStatus status the origin answered with, 0 for none
 * @param ttl what is left of the freshness lifetime, negative once stale, or null
 * @param detail a token, or null
 */
public record CacheStatus(
        boolean hit,
        @Nullable ForwardReason fwd,
        int fwdStatus,
        boolean stored,
        boolean collapsed,
        @Nullable Duration ttl,
        @Nullable String detail) {
    public String render() {
        return hit ? "weir; hit" : "weir";
    }
}
