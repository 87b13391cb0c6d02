package dev.weir.exchange;

/** Whose fill it was that answered a request besides its own. */
public enum Collapse {
    /** Another request's of this process. */
    PROCESS,
    /** Another gateway's, which this one waited for. */
    FLEET
}
