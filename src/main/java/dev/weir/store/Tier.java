package dev.weir.store;

/** Where something stored was found. */
public enum Tier {
    /** In this process's own memory. */
    NEAR,
    REDIS
}
