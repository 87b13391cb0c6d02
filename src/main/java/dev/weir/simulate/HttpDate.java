package dev.weir.simulate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The preferred date format of HTTP (IMF-fixdate, RFC 9110 §5.6.7); the two obsolete ones are not read. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** Null for what is not such a date, which a precondition then ignores (RFC 9110 §13.1.3). */
    static @Nullable Instant parse(String text) {
        try {
            return FORMAT.parse(text, Instant::from);
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
