package dev.weir.message;

/**
 * The host and port of a request in one form (RFC 9110 §4.2.3): ASCII letters in lower case, the scheme's default port
 * and an empty port left out.
 *
 * <p>A cache key uses this form, so the origin has to be sent this form too: an origin that answers {@code SHOP.example}
 * differently would else have that answer served to everyone. A trailing dot is kept, for origins do choose by it; letters
 * beyond ASCII are kept as they are.
 */
public final class Authority {
    private Authority() {}

    /** The canonical form; the same string if it already is, which costs no allocation. */
    public static String canonical(String scheme, String authority) {
        int end = withoutDefaultPort(scheme, authority);
        for (int i = 0; i < end; i++) {
            if (isUpper(authority.charAt(i))) {
                return lowerCase(authority, end);
            }
        }
        return end == authority.length() ? authority : authority.substring(0, end);
    }

    /** {@code uri-host [":" port]} of RFC 9110 §7.2, without user information. */
    public static boolean isWellFormed(String host) {
        int end = host.length();
        int nameEnd = host.startsWith("[") ? host.indexOf(']') + 1 : indexOrEnd(host, ':');
        if (nameEnd == 0 || (nameEnd < end && host.charAt(nameEnd) != ':')) {
            return false;
        }
        for (int i = 0; i < nameEnd; i++) {
            if (!isHostCharacter(host.charAt(i), host.startsWith("["))) {
                return false;
            }
        }
        return isPort(host, nameEnd);
    }

    /** Index after the host: before the port's colon, if there is one. */
    public static int hostEnd(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon < 0 || authority.indexOf(']', colon) >= 0 ? authority.length() : colon;
    }

    /** The first {@code end} characters, ASCII letters in lower case. */
    public static String lowerCase(String text, int end) {
        StringBuilder lower = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            lower.append(isUpper(c) ? (char) (c + ('a' - 'A')) : c);
        }
        return lower.toString();
    }

    private static int withoutDefaultPort(String scheme, String authority) {
        int hostEnd = hostEnd(authority);
        String defaultPort = scheme.equals("https") ? ":443" : ":80";
        boolean emptyPort = hostEnd == authority.length() - 1;
        boolean isDefault =
                authority.length() - hostEnd == defaultPort.length() && authority.startsWith(defaultPort, hostEnd);
        return emptyPort || isDefault ? hostEnd : authority.length();
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static int indexOrEnd(String text, char c) {
        int at = text.indexOf(c);
        return at < 0 ? text.length() : at;
    }

    private static boolean isHostCharacter(char c, boolean literal) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || (literal && (c == ':' || c == '[' || c == ']'));
    }

    private static boolean isPort(String host, int colon) {
        if (colon == host.length()) {
            return true;
        }
        int digits = host.length() - colon - 1;
        for (int i = colon + 1; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return digits >= 1 && digits <= 5;
    }
}
