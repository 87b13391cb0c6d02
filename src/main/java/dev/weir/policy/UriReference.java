package dev.weir.policy;

import dev.weir.message.Authority;
import dev.weir.message.TargetUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A URI reference, as Location and Content-Location carry it, resolved against a target URI (RFC 3986 §5.2). */
final class UriReference {
    private UriReference() {}

    /** The target, its fragment left out; null where the text is no reference to an http or https resource. */
    static @Nullable TargetUri resolve(String reference, TargetUri base) {
        String text = withoutFragment(Text.trim(reference));
        if (!text.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
            return null;
        }
        int colon = schemeEnd(text);
        String scheme = colon < 0 ? base.scheme() : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        if (rest.startsWith("//")) {
            return scheme.equals("http") || scheme.equals("https") ? absolute(scheme, rest.substring(2)) : null;
        }
        return colon < 0 ? relative(rest, base) : null;
    }

    /** Scheme, host and port are the same (RFC 9110 §4.3.1). */
    static boolean sameOrigin(TargetUri a, TargetUri b) {
        return a.scheme().equals(b.scheme())
                && Authority.canonical(a.scheme(), a.authority())
                        .equals(Authority.canonical(b.scheme(), b.authority()));
    }

    private static @Nullable TargetUri absolute(String scheme, String rest) {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        String authority = rest.substring(0, end);
        if (authority.isEmpty() || authority.indexOf('@') >= 0) {
            return null;
        }
        return on(scheme, authority, rest.substring(end));
    }

    private static TargetUri relative(String reference, TargetUri base) {
        if (reference.isEmpty()) {
            return base;
        }
        if (reference.charAt(0) == '?') {
            return new TargetUri(base.scheme(), base.authority(), base.path(), reference.substring(1));
        }
        String folder = base.path().substring(0, base.path().lastIndexOf('/') + 1);
        return on(base.scheme(), base.authority(), reference.charAt(0) == '/' ? reference : folder + reference);
    }

    private static TargetUri on(String scheme, String authority, String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
        return new TargetUri(scheme, authority, withoutDots(path), query);
    }

    /** RFC 3986 §5.2.4. */
    private static String withoutDots(String path) {
        List<String> kept = new ArrayList<>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> keepFolder(kept, last);
                case ".." -> {
                    if (!kept.isEmpty()) {
                        kept.removeLast();
                    }
                    keepFolder(kept, last);
                }
                default -> kept.add(segments[i]);
            }
        }
        return '/' + String.join("/", kept);
    }

    private static void keepFolder(List<String> kept, boolean last) {
        if (last) {
            kept.add("");
        }
    }

    private static String withoutFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    /** Where the colon after a scheme stands, or −1 if the reference has none. */
    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (c == '/' || c == '?') {
                return -1;
            }
        }
        return -1;
    }
}
