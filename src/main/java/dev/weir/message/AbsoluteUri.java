package dev.weir.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A target URI in absolute form (RFC 9112 §3.2.2), as a person writes it down. */
public final class AbsoluteUri {
    private AbsoluteUri() {}

    /**
     * The URI, its authority in canonical form; null for what is no {@code http} or {@code https} URI of visible ASCII,
     * or has user information or a fragment.
     */
    public static @Nullable TargetUri read(String text) {
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || !isVisible(text)) {
            return null;
        }
        String rest = text.substring(colon + 3);
        int end = authorityEnd(rest);
        String authority = rest.substring(0, end);
        return Authority.isWellFormed(authority)
                ? on(scheme, Authority.canonical(scheme, authority), rest.substring(end))
                : null;
    }

    private static TargetUri on(String scheme, String authority, String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
        return new TargetUri(scheme, authority, path.isEmpty() ? "/" : path, query);
    }

    private static int authorityEnd(String rest) {
        int end = 0;
        while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }
}
