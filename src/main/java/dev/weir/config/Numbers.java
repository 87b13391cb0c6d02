package dev.weir.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers without a unit. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,17})?");

    static final Form<Integer> PORT = between(0, 65_535);
    static final Form<Integer> COUNT = between(1, 1_000_000);

    /** A share of all cases. */
    static final Form<Double> RATE =
            Form.of("a number from 0.0 to 1.0", Numbers::decimal).where(rate -> rate <= 1);

    /** How much earlier than usual; 1 is as usual. */
    static final Form<Double> EAGERNESS =
            Form.of("a number from 0.0 to 10.0", Numbers::decimal).where(eagerness -> eagerness <= 10);

    /** A share of all cases, for a guard that can be off. */
    static final Form<Double> PERCENTAGE = Form.of("off, or a percentage such as 1% or 0.5%", Numbers::percentage)
            .where(share -> share <= 1);

    private Numbers() {}

    static Form<Integer> between(int least, int most) {
        return Form.of("a whole number from " + least + " to " + most, Numbers::whole)
                .where(number -> number >= least && number <= most);
    }

    private static Optional<Integer> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Double> percentage(String text) {
        if (text.equals("off") || text.equals("false")) {
            return Optional.of(0.0);
        }
        return text.endsWith("%")
                ? decimal(text.substring(0, text.length() - 1)).map(percent -> percent / 100)
                : Optional.empty();
    }

    private static Optional<Double> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
