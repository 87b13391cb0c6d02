package dev.weir.redis;

/** The commands that Weir sends; each is the value of a meter's tag. */
public enum RedisCommand {
    GET,
    SET,
    UNLINK,
    TIME,
    ACQUIRE,
    SETTLE,
    RENEW,
    PUBLISH,
    /** To the purge log. */
    APPEND,
    /** What follows the purge log, mostly waiting for its next entry. */
    FOLLOW,
    PING,
    CONFIG
}
