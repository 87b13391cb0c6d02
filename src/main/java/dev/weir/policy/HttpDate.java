package dev.weir.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The date of HTTP fields (RFC 9110 §5.6.7). */
@SuppressWarnings("DoNotCallSuggester")
public final class HttpDate {
    private HttpDate() {}

    /** Reads any of the three formats; null if it is none of them. */
    public static @Nullable Instant parse(String text) {
        throw new UnsupportedOperationException();
    }

    /** As IMF-fixdate, whole seconds. */
    public static String render(Instant time) {
        throw new UnsupportedOperationException();
    }
}
