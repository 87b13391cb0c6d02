package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;

/**
 * Tells clients that ranges of a stored response can be had (RFC 9110 §14.3).
 *
 * <p>Said when a response is stored, so that no hit has to. What the origin says of itself stays, even {@code none}.
 */
public final class AcceptRanges {
    private AcceptRanges() {}

    public static ResponseHead on(ResponseHead stored) {
        if (stored.status() != 200 || stored.headers().contains(FieldNames.ACCEPT_RANGES)) {
            return stored;
        }
        return stored.with(FieldLines.builder()
                .addAll(stored.headers())
                .add(FieldNames.ACCEPT_RANGES, "bytes")
                .build());
    }
}
