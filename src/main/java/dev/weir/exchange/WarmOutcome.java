package dev.weir.exchange;

/** What became of one URL that was to be warmed. */
public enum WarmOutcome {
    /** The origin was asked, and its answer is stored. */
    STORED,
    /** Stored and fresh already. */
    FRESH,
    /** The origin was asked, and its answer may not be stored, or not yet. */
    NOT_STORED,
    /** Not asked for: such requests are passed, and nothing of them is stored. */
    PASSED,
    /** Not asked for: the gateway answers such requests by itself, for instance because no route takes them. */
    REFUSED,
    /** The origin failed, or answered with an error. */
    FAILED
}
