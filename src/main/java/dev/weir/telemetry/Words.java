package dev.weir.telemetry;

import dev.weir.exchange.Outcome;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the lines of the access log call things; outcomes as the meters do. */
final class Words {
    private static final Map<Outcome, String> OUTCOMES = new EnumMap<>(Outcome.class);

    /** {@code version-traceid-parentid-flags} (W3C Trace Context §3.2); later versions may say more. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final int ID_AT = 3;
    private static final int ID_LENGTH = 32;

    static {
        for (Outcome outcome : Outcome.values()) {
            OUTCOMES.put(outcome, outcome.name().toLowerCase(Locale.ROOT));
        }
    }

    private Words() {}

    static String of(Outcome outcome) {
        return OUTCOMES.getOrDefault(outcome, "");
    }

    /** The trace that a {@code traceparent} field names, or null where it is malformed. */
    static @Nullable String traceId(@Nullable String traceparent) {
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches()
                ? traceparent.substring(ID_AT, ID_AT + ID_LENGTH)
                : null;
    }
}
