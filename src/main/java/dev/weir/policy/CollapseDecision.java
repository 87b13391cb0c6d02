package dev.weir.policy;

/** What a follower of a collapsed fill does with the leader's response. */
public enum CollapseDecision {
    /** It is the follower's response too. */
    ADMIT,
    /** It came too late for this one; the next will do, for all who come as late. */
    JOIN_NEXT,
    /** No shared response would be the follower's: it asks the origin by itself. */
    GO_ALONE
}
