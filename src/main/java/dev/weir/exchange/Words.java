package dev.weir.exchange;

import dev.weir.message.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How amounts are told to a person. */
final class Words {
    private static final long EXACT_BELOW_MILLIS = 10_000;

    private Words() {}

    /** To the second, below ten of them to the tenth. */
    static String time(Duration time) {
        long millis = Math.abs(time.toMillis());
        String sign = time.isNegative() ? "-" : "";
        return sign
                + (millis < EXACT_BELOW_MILLIS && millis % 1_000 != 0
                        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                        : millis / 1_000 + " s");
    }

    static String size(StoredResponse stored) {
        return "a response, status " + stored.head().status() + ", content of " + stored.length() + " bytes";
    }

    /** Names of fields, without what marks an index. */
    static String vary(List<String> names) {
        return String.join(
                ", ", names.stream().filter(name -> !name.startsWith(":")).toList());
    }
}
