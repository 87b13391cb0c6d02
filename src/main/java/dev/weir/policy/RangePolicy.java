package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.policy.RangeField.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of a complete response its client gets (RFC 9110 §14.2); asked after {@link Preconditions}.
 *
 * <p>Range is optional, so that whatever is in doubt gets the whole. What many ranges could make of one small response is
 * bounded: their number is capped, and those that touch are sent once (RFC 9110 §15.3.7.2, §17.15).
 */
public final class RangePolicy {
    private RangePolicy() {}

    /** Whether the request could be given less than the whole of some response. */
    public static boolean asks(RequestHead request) {
        Headers asked = request.headers();
        return asked.get(FieldNames.RANGE) != null
                && request.method().equals("GET")
                && !RangeField.specs(asked.all(FieldNames.RANGE)).isEmpty();
    }

    /** @param length of the content in bytes; negative if it is not known yet */
    public static RangeDecision decide(RequestHead request, ResponseHead response, long length) {
        Headers asked = request.headers();
        if (asked.get(FieldNames.RANGE) == null
                || !request.method().equals("GET")
                || response.status() != 200
                || "none".equals(response.headers().get(FieldNames.ACCEPT_RANGES))
                || length < 0) {
            return RangeDecision.Whole.INSTANCE;
        }
        List<Spec> specs = RangeField.specs(asked.all(FieldNames.RANGE));
        boolean wanted = !specs.isEmpty() && IfRange.holds(asked, response.headers());
        return wanted ? cut(specs, length) : RangeDecision.Whole.INSTANCE;
    }

    private static RangeDecision cut(List<Spec> specs, long length) {
        List<ByteRange> ranges = new ArrayList<>(specs.size());
        for (Spec spec : specs) {
            ByteRange range = spec.within(length);
            if (range != null) {
                ranges.add(range);
            } else if (spec.isSuffix()) {
                return RangeDecision.Whole.INSTANCE;
            }
        }
        List<ByteRange> apart = apart(ranges);
        return switch (apart.size()) {
            case 0 -> RangeDecision.Unsatisfiable.INSTANCE;
            case 1 -> new RangeDecision.One(apart.get(0));
            default -> new RangeDecision.Several(apart);
        };
    }

    /** As they were asked for if none touches another, else merged in ascending order. */
    private static List<ByteRange> apart(List<ByteRange> ranges) {
        List<ByteRange> ascending = new ArrayList<>(ranges);
        ascending.sort(Comparator.comparingLong(ByteRange::first));
        List<ByteRange> merged = new ArrayList<>(ranges.size());
        ByteRange open = null;
        for (ByteRange range : ascending) {
            boolean touches = open != null && open.touches(range);
            add(merged, touches ? null : open);
            open = open != null && touches ? open.span(range) : range;
        }
        add(merged, open);
        return merged.size() == ranges.size() ? ranges : merged;
    }

    private static void add(List<ByteRange> merged, @Nullable ByteRange closed) {
        if (closed != null) {
            merged.add(closed);
        }
    }
}
