package dev.weir.simulate;

import dev.weir.notation.Quantities;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one request asks the origin to do otherwise, in query parameters whose names begin with {@code sim-}.
 *
 * @param latency instead of a drawn one
 * @param status instead of 200, 204 or a drawn 503
 * @param bodyBytes instead of the configured size
 */
record Overrides(
        @Nullable Duration latency,
        @Nullable Integer status,
        @Nullable Integer bodyBytes,
        Fields fields,
        Framing framing) {

    /**
     * @param cacheControl instead of the configured one; empty for none
     * @param vary value of Vary
     * @param setCookie value of Set-Cookie
     * @param echo name of a request field that the document repeats
     */
    record Fields(
            @Nullable String cacheControl,
            @Nullable String vary,
            @Nullable String setCookie,
            @Nullable String echo) {}

    /**
     * @param chunked no Content-Length, the body in two pieces
     * @param cut the connection is closed after half of the body
     */
    record Framing(boolean chunked, boolean cut) {}

    private static final String PREFIX = "sim-";
    private static final Set<String> NAMES = Set.of(
            "sim-latency",
            "sim-status",
            "sim-body",
            "sim-cache-control",
            "sim-vary",
            "sim-set-cookie",
            "sim-echo",
            "sim-chunked",
            "sim-cut");
    private static final Pattern STATUS = Pattern.compile("[2-5]\\d\\d");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** @throws IllegalArgumentException naming the parameter, its value and what was expected */
    static Overrides of(MultiMap query) {
        query.names().forEach(Overrides::requireKnown);
        return new Overrides(
                read(query, "sim-latency", Quantities::duration),
                read(query, "sim-status", Overrides::status),
                read(query, "sim-body", Quantities::bytes),
                new Fields(
                        read(query, "sim-cache-control", Overrides::fieldValue),
                        read(query, "sim-vary", Overrides::fieldValue),
                        read(query, "sim-set-cookie", Overrides::fieldValue),
                        read(query, "sim-echo", Overrides::fieldName)),
                new Framing(flag(query, "sim-chunked"), flag(query, "sim-cut")));
    }

    private static void requireKnown(String name) {
        if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
            throw new IllegalArgumentException(name + " (expected: one of "
                    + String.join(", ", NAMES.stream().sorted().toList()) + ")");
        }
    }

    private static <T> @Nullable T read(MultiMap query, String name, Function<String, T> reader) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
        }
    }

    private static boolean flag(MultiMap query, String name) {
        return Boolean.TRUE.equals(read(query, name, Overrides::trueOrFalse));
    }

    private static Boolean trueOrFalse(String text) {
        Boolean value = Map.of("true", true, "false", false).get(text);
        if (value == null) {
            throw new IllegalArgumentException(text + " (expected: true or false)");
        }
        return value;
    }

    private static Integer status(String text) {
        return Integer.valueOf(matching(STATUS, text, "a final status, 200 to 599"));
    }

    private static String fieldValue(String text) {
        return matching(FIELD_VALUE, text, "printable ASCII");
    }

    private static String fieldName(String text) {
        return matching(FIELD_NAME, text, "a field name");
    }

    private static String matching(Pattern pattern, String text, String expected) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text + " (expected: " + expected + ")");
        }
        return text;
    }
}
