package dev.weir.message;

/**
 * What a client asks, without its body.
 *
 * @param method case-sensitive method (RFC 9110 §9.1)
 * @param protocol version received, as {@code Via} names it: {@code 1.0}, {@code 1.1}, {@code 2}
 * @param position purge-log position this gateway had applied when the request arrived
 * @param hints who is told of the interim responses that this request leads to
 * @param onward what becomes of it on its way to the origin
 * @param trace who follows it
 */
public record RequestHead(
        String method,
        TargetUri target,
        Headers headers,
        String protocol,
        Fence position,
        EarlyHints hints,
        Onward onward,
        Trace trace) {
    public RequestHead(String method, TargetUri target, Headers headers, String protocol, Fence position) {
        this(method, target, headers, protocol, position, EarlyHints.NONE, Onward.UNCHANGED, Trace.NONE);
    }

    /** The same from nobody who wants to hear of interim responses. */
    public RequestHead silent() {
        return hinting(EarlyHints.NONE);
    }

    /** The same from somebody who wants to. */
    public RequestHead hinting(EarlyHints to) {
        return new RequestHead(method, target, headers, protocol, position, to, onward, trace);
    }

    /** The same, to be changed on its way to the origin. */
    public RequestHead onward(Onward changes) {
        return changes == onward
                ? this
                : new RequestHead(method, target, headers, protocol, position, hints, changes, trace);
    }

    /** The same, followed by another. */
    public RequestHead followedBy(Trace other) {
        return other == trace
                ? this
                : new RequestHead(method, target, headers, protocol, position, hints, onward, other);
    }

    /** The same for another resource. */
    public RequestHead to(TargetUri other) {
        return new RequestHead(method, other, headers, protocol, position, hints, onward, trace);
    }

    /** A request whose answer may be looked up: HEAD is answered from what GET stored (RFC 9110 §9.3.2). */
    public boolean isGetOrHead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** A method whose preconditions a cache answers with 304: the conditional reads (RFC 9110 §13.1.2, RFC 10008). */
    public boolean isConditionalRead() {
        return isGetOrHead() || isQuery();
    }

    /** A safe request whose content says what is asked (RFC 10008). */
    public boolean isQuery() {
        return method.equals("QUERY");
    }

    /** Whether it carries what may tell who asks. */
    public boolean hasCredentials() {
        return headers.contains("authorization") || headers.contains("cookie");
    }

    /** Whether its content is sent as things happen, and its answer may begin before any of it. */
    public boolean isStream() {
        return LiveContent.isAnnouncedBy(headers);
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Safe methods ask for no change (RFC 9110 §9.2.1); an unknown method is not known to be safe. */
    public boolean isSafe() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "REPORT", "SEARCH" -> true;
            default -> false;
        };
    }

    public RequestHead at(Fence otherPosition) {
        return new RequestHead(method, target, headers, protocol, otherPosition, hints, onward, trace);
    }

    public RequestHead with(String otherMethod, Headers otherHeaders) {
        return new RequestHead(otherMethod, target, otherHeaders, protocol, position, hints, onward, trace);
    }
}
