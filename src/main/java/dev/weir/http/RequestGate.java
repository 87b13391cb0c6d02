package dev.weir.http;

import dev.weir.message.Authority;
import dev.weir.message.TargetUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that two parsers could read differently, or that leave open which resource they mean (RFC 9112 §3.2,
 * §6.1). What the server's own codec refuses never comes this far.
 *
 * <p>Pure. A refusal says what was expected and never echoes the request.
 */
final class RequestGate {
    /** A request line and the fields that shape key and framing. */
    record Line(String method, String uri, String protocol, List<String> hosts, List<String> transferEncodings) {}

    /** Either a target, or why there is none. */
    record Verdict(@Nullable TargetUri target, @Nullable String refusal) {
        static Verdict refuse(String why) {
            return new Verdict(null, why);
        }
    }

    private RequestGate() {}

    /** @param scheme of the connection */
    static Verdict check(Line line, String scheme) {
        if (line.hosts().size() != 1) {
            return Verdict.refuse("Expected exactly one Host field.");
        }
        String host = line.hosts().get(0);
        if (!Authority.isWellFormed(host)) {
            return Verdict.refuse("Expected a host name and an optional port in the Host field.");
        }
        if (!line.transferEncodings().isEmpty() && !isChunkedAlone(line)) {
            return Verdict.refuse("Expected no Transfer-Encoding but chunked, once, in HTTP/1.1.");
        }
        return target(line, scheme, host);
    }

    private static Verdict target(Line line, String scheme, String host) {
        String uri = line.uri();
        if (!isPrintable(uri)) {
            return Verdict.refuse("Expected printable ASCII without spaces or fragment in the request target.");
        }
        if (line.method().equals("CONNECT")) {
            return Verdict.refuse("Expected another method than CONNECT.");
        }
        if (uri.startsWith("/")) {
            return new Verdict(split(scheme, host, uri), null);
        }
        if (uri.equals("*") && line.method().equals("OPTIONS")) {
            return new Verdict(new TargetUri(scheme, Authority.canonical(scheme, host), "*", null), null);
        }
        return absolute(uri, scheme, host);
    }

    /** An absolute form decides the target; a Host that says otherwise was read by somebody else (RFC 9112 §3.2.2). */
    private static Verdict absolute(String uri, String scheme, String host) {
        int afterScheme = uri.indexOf("://");
        if (afterScheme < 0 || !uri.substring(0, afterScheme).equalsIgnoreCase(scheme)) {
            return Verdict.refuse("Expected a request target in origin form, or in absolute form with " + scheme + ".");
        }
        int authorityStart = afterScheme + 3;
        int authorityEnd = authorityStart;
        while (authorityEnd < uri.length() && "/?".indexOf(uri.charAt(authorityEnd)) < 0) {
            authorityEnd++;
        }
        String authority = uri.substring(authorityStart, authorityEnd);
        if (!Authority.canonical(scheme, authority).equals(Authority.canonical(scheme, host))) {
            return Verdict.refuse("Expected the same host in the request target and in the Host field.");
        }
        String rest = uri.substring(authorityEnd);
        return new Verdict(split(scheme, authority, rest.startsWith("/") ? rest : "/" + rest), null);
    }

    /** One form of the authority for key and origin alike: what differs in it must not differ in the answer. */
    static TargetUri split(String scheme, String received, String pathAndQuery) {
        String authority = Authority.canonical(scheme, received);
        int mark = pathAndQuery.indexOf('?');
        return mark < 0
                ? new TargetUri(scheme, authority, pathAndQuery, null)
                : new TargetUri(scheme, authority, pathAndQuery.substring(0, mark), pathAndQuery.substring(mark + 1));
    }

    private static boolean isChunkedAlone(Line line) {
        return line.transferEncodings().size() == 1
                && line.transferEncodings().get(0).equalsIgnoreCase("chunked")
                && !line.protocol().equals("1.0");
    }

    /** Visible ASCII (RFC 3986 has no others) and no fragment, which never belongs on a request line. */
    static boolean isPrintable(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return !uri.isEmpty();
    }
}
