package dev.weir.policy;

import dev.weir.message.RequestHead;

/** Whether a request may go any further. */
public sealed interface HopDecision {
    /** @param request with one hop fewer left, where its hops are counted */
    record GoOn(RequestHead request) implements HopDecision {}

    /** Its hops are used up: this gateway answers as the final recipient. */
    record Last() implements HopDecision {}

    /** It has been here too often. */
    record Loop() implements HopDecision {}
}
