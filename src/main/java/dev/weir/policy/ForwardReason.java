package dev.weir.policy;

/** Why a request went towards the origin; the {@code fwd} parameter of RFC 9211 §2.2. */
public enum ForwardReason {
    BYPASS("bypass"),
    METHOD("method"),
    URI_MISS("uri-miss"),
    VARY_MISS("vary-miss"),
    MISS("miss"),
    REQUEST("request"),
    STALE("stale");

    private final String token;

    ForwardReason(String token) {
        this.token = token;
    }

    /** As it stands in a Cache-Status field. */
    public String token() {
        return token;
    }
}
