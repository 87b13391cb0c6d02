package dev.weir.policy;

/** Whether a request may be answered from what is stored, and may lead a fill. */
public sealed interface LookupDecision {
    record LookUp() implements LookupDecision {}

    /** The request goes to the origin by itself and nothing of it is stored. */
    record Pass(ForwardReason why) implements LookupDecision {}
}
