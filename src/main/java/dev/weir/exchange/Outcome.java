package dev.weir.exchange;

/** How a request was answered: exactly one for each, so that the counts add up to the requests. */
public enum Outcome {
    NEAR_HIT,
    REDIS_HIT,
    /** Stored, and confirmed by the origin just now. */
    REVALIDATED,
    STALE,
    /** From the fill that another request made. */
    COLLAPSED,
    /** From the origin, on a route that caches. */
    FORWARDED,
    /** From the origin, without asking what is stored. */
    PASSED,
    /** By the gateway, which has forgotten what an operator's request named. */
    PURGED,
    /** By the gateway: the request cannot be served as it is. */
    REFUSED,
    /** By the gateway: the origin failed and nothing stored may be served. */
    FAILED,
    /** The client left before the answer was whole. */
    ABANDONED
}
