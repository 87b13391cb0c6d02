package dev.weir.policy;

/** Whether a request may be answered from what is stored, and may lead a fill. */
public sealed interface LookupDecision {
    record LookUp() implements LookupDecision {}

    /**
     * The request's content is part of its key: it has to be read first.
     *
     * @param most bytes; a request with more is passed
     */
    record ReadContent(int most) implements LookupDecision {}

    /** The request goes to the origin by itself and nothing of it is stored. */
    record Pass(ForwardReason why) implements LookupDecision {}
}
