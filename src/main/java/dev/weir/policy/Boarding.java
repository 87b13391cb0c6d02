package dev.weir.policy;

/** How a request came to the fill that answers it. */
public enum Boarding {
    /** It made the fill. */
    LED,
    /** It waited when the response head came in: the origin made the answer meanwhile. */
    BEFORE_HEAD,
    /** It came when the head was in, while the body arrived or was being stored. */
    AFTER_HEAD
}
