package dev.weir.policy;

import java.util.List;

/** How much of a response its client gets (RFC 9110 §14.2). */
public sealed interface RangeDecision {
    /** Range was not sent, or is ignored. */
    record Whole() implements RangeDecision {
        static final Whole INSTANCE = new Whole();
    }

    /** 206 with one part, as it is. */
    record One(ByteRange range) implements RangeDecision {}

    /**
     * 206 with several parts.
     *
     * @param ranges two at least, none touching another; in the order asked for, ascending where any had to be merged
     */
    record Several(List<ByteRange> ranges) implements RangeDecision {}

    /** 416. */
    record Unsatisfiable() implements RangeDecision {
        static final Unsatisfiable INSTANCE = new Unsatisfiable();
    }
}
