package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;

/** Leaves out the fields that belong to one connection (RFC 9110 §7.6.1). */
@SuppressWarnings("DoNotCallSuggester")
public final class HopByHop {
    private HopByHop() {}

    public static FieldLines strip(Headers headers) {
        throw new UnsupportedOperationException();
    }
}
