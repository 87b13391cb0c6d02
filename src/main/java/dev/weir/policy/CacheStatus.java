package dev.weir.policy;

import dev.weir.message.CacheKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * This gateway's member of a Cache-Status field (RFC 9211 §2).
 *
 * @param fwd why the request went towards the origin, or null
 * @param fwdStatus status the origin answered with, 0 for none
 * @param ttl what is left of the freshness lifetime, negative once stale, or null
 * @param detail what else there is to say, or null
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
        boolean fromStore = hit && fwd == null && fwdStatus == 0 && !stored && !collapsed;
        if (fromStore && ttl != null && detail != null && isToken(detail)) {
            return "weir; hit; ttl=" + ttl.toSeconds() + "; detail=" + detail;
        }
        StringBuilder text = new StringBuilder(64).append("weir");
        if (hit) {
            text.append("; hit");
        }
        if (fwd != null) {
            text.append("; fwd=").append(fwd.token());
        }
        if (fwdStatus != 0) {
            text.append("; fwd-status=").append(fwdStatus);
        }
        if (stored) {
            text.append("; stored");
        }
        if (collapsed) {
            text.append("; collapsed");
        }
        if (ttl != null) {
            text.append("; ttl=").append(ttl.toSeconds());
        }
        if (detail != null) {
            text.append("; detail=");
            appendItem(text, detail);
        }
        return text.toString();
    }

    /** The same with the cache key, for whoever debugs (RFC 9211 §2.7). */
    public String render(CacheKey key) {
        StringBuilder text = new StringBuilder(render()).append("; key=");
        appendString(text, key.text());
        return text.toString();
    }

    /** A structured-field token where the text is one, else a string (RFC 9651 §3.3.3, §3.3.4). */
    private static void appendItem(StringBuilder text, String detail) {
        if (isToken(detail)) {
            text.append(detail);
        } else {
            appendString(text, detail);
        }
    }

    private static void appendString(StringBuilder text, String detail) {
        text.append('"');
        for (int i = 0; i < detail.length(); i++) {
            char c = detail.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c < ' ' || c > '~' ? '?' : c);
        }
        text.append('"');
    }

    private static boolean isToken(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        return Text.isToken(text);
    }
}
