package dev.weir.redis;

/** The commands that Weir sends on its data connections; each is the value of a meter's tag. */
public enum RedisCommand {
    GET,
    SET,
    UNLINK,
    TIME,
    ACQUIRE,
    SETTLE,
    RENEW,
    PUBLISH
}
