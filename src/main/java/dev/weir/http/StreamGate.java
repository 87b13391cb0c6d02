package dev.weir.http;

import dev.weir.http.RequestGate.Verdict;
import dev.weir.message.Authority;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests in HTTP/2 that could not be written in HTTP/1.1 and be read as the same (RFC 9113 §8.2, §8.3, §10.3):
 * what frames carry as a value would else become a line of its own on the way to the origin.
 *
 * <p>Pure. The codec refuses most of it, too, by resetting the stream; here nothing depends on which of it.
 */
final class StreamGate {
    /**
     * What stands in place of a request line, and the fields.
     *
     * @param scheme as the client names it; what counts is how its connection is spoken to
     * @param authority null where there is none, or none that can be read
     */
    record Line(
            String method,
            @Nullable String scheme,
            @Nullable String authority,
            @Nullable String path,
            Iterable<Map.Entry<String, String>> fields) {}

    /** Of the connection that they came by (RFC 9113 §8.2.2); {@code te} has a value that is allowed. */
    private static final Set<String> CONNECTION_SPECIFIC =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** Another status than the others. */
    static final Verdict TOO_MANY_FIELDS = Verdict.refuse("Too many fields.");

    private StreamGate() {}

    /**
     * @param scheme of the connection
     * @param mostFields that a head may have
     */
    static Verdict check(Line line, String scheme, List<String> hosts, int mostFields) {
        if (!isToken(line.method())) {
            return Verdict.refuse("Expected a method of letters, digits and -.");
        }
        if (!"http".equals(line.scheme()) && !"https".equals(line.scheme())) {
            return Verdict.refuse("Expected http or https as :scheme.");
        }
        String authority = line.authority();
        if (authority == null || !Authority.isWellFormed(authority)) {
            return Verdict.refuse("Expected a host name and an optional port as :authority.");
        }
        String canonical = Authority.canonical(scheme, authority);
        if (hosts.size() > 1
                || hosts.stream()
                        .anyMatch(host -> !Authority.canonical(scheme, host).equals(canonical))) {
            return Verdict.refuse("Expected no Host field, or one that says the same as :authority.");
        }
        if (count(line.fields()) > mostFields) {
            return TOO_MANY_FIELDS;
        }
        String fault = fault(line.fields());
        if (fault != null) {
            return Verdict.refuse(fault);
        }
        String path = line.path();
        return path == null || !isOriginForm(line.method(), path)
                ? Verdict.refuse("Expected a :path of printable ASCII that begins with / and has no fragment.")
                : new Verdict(RequestGate.split(scheme, canonical, path), null);
    }

    private static boolean isOriginForm(String method, String path) {
        return path.startsWith("/") ? RequestGate.isPrintable(path) : path.equals("*") && method.equals("OPTIONS");
    }

    private static int count(Iterable<Map.Entry<String, String>> fields) {
        int count = 0;
        for (Map.Entry<String, String> each : fields) {
            count += each.getKey().isEmpty() ? 0 : 1;
        }
        return count;
    }

    private static @Nullable String fault(Iterable<Map.Entry<String, String>> fields) {
        boolean measured = false;
        for (Map.Entry<String, String> field : fields) {
            String name = field.getKey();
            String value = field.getValue();
            if (!isToken(name) || !isText(value)) {
                return "Expected fields without control characters.";
            }
            if (CONNECTION_SPECIFIC.contains(name) || (name.equals("te") && !value.equals("trailers"))) {
                return "Expected no field that is of the connection alone.";
            }
            if (name.equals("content-length")) {
                if (measured || !isLength(value)) {
                    return "Expected one Content-Length at most, of digits.";
                }
                measured = true;
            }
        }
        return null;
    }

    /** RFC 9110 §5.6.2. */
    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** RFC 9110 §5.5: no control character but the tab. */
    private static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLength(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= 18;
    }
}
