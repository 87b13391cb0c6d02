package dev.weir.policy;

/** What is to become of a response that was asked for again without what its key does not hold. */
public sealed interface PoisoningDecision {
    /** It is stored. */
    record Store(Why why) implements PoisoningDecision {}

    /**
     * It is not stored: its key does not hold all that it depends on.
     *
     * @param what differs: the status, a field, or the content
     */
    record Flag(String what) implements PoisoningDecision {}

    /** Why a response is stored. */
    enum Why {
        SAME,
        /** Two bare requests were answered differently, too. */
        DYNAMIC,
        /** The origin gave the bare request no answer, or an error. */
        UNCLEAR
    }
}
