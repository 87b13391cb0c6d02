package dev.weir.message;

/** What the purges between a stored response's fence and a request's position say of the response. */
public enum Verdict {
    /** No purge matched. */
    NONE,
    /** Purged softly: to be treated as stale. */
    SOFT,
    /** Purged: must not be served, and lends no validator. */
    HARD
}
