package dev.weir.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an admin plane answered.
 *
 * @param took the whole exchange, as seen here
 * @param timing the Server-Timing field, empty if there is none
 */
record AdminAnswer(int status, JsonObject body, Duration took, String timing) {
    private static final Pattern DURATION = Pattern.compile("dur=(\\d{1,9}(?:\\.\\d{1,9})?)");

    /** Milliseconds by the gateway's own clock where it says so, else by ours. */
    String millis() {
        Matcher duration = DURATION.matcher(timing);
        double millis = duration.find() ? Double.parseDouble(duration.group(1)) : took.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    boolean isProblem() {
        return status >= 400;
    }

    /** The detail of a problem, and each of its errors on a line of its own. */
    String problem() {
        StringBuilder text = new StringBuilder(body.getString("detail", "status " + status));
        for (Object error : body.getJsonArray("errors", new JsonArray())) {
            if (error instanceof JsonObject one) {
                text.append("\n  ")
                        .append(one.getString("pointer"))
                        .append(": ")
                        .append(one.getString("detail"));
            }
        }
        return text.toString();
    }

    List<String> texts(String member) {
        return body.getJsonArray(member, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }
}
