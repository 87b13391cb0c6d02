package dev.weir.policy;

/** What the client's own preconditions make of a response (RFC 9110 §13.2). */
public enum PreconditionDecision {
    /** Send the response as it is. */
    PROCEED,
    /** 304, without content. */
    NOT_MODIFIED,
    /** 412. */
    FAILED
}
