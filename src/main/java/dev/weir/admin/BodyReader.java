package dev.weir.admin;

import dev.weir.notation.Nearest;
import dev.weir.notation.Quantities;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object member by member. The members it may have are those it is asked for; where one is wrong that is
 * reported, and reading goes on to find the other mistakes.
 */
final class BodyReader {
    /** One mistake: where (a JSON Pointer in a fragment, as in RFC 9457 §3), and what was wrong and expected. */
    record Mistake(String pointer, String detail) {}

    private static final int LONGEST_SHOWN = 80;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String WAIT = "a duration such as 250ms or 5s, from 1ms to 30s";

    private final JsonObject body;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private BodyReader(JsonObject body) {
        this.body = body;
    }

    static BodyReader of(Buffer content) {
        try {
            return new BodyReader(new JsonObject(content));
        } catch (DecodeException | ClassCastException malformed) {
            BodyReader reader = new BodyReader(new JsonObject());
            reader.report("", content.length() + " bytes that are none", "a JSON object");
            return reader;
        }
    }

    /** Texts of a list, each given to {@code taken}, which says whether it is right. */
    void texts(String name, String expected, Predicate<String> taken) {
        Object value = value(name);
        if (value == null) {
            return;
        }
        if (!(value instanceof JsonArray list)) {
            report(name, shown(value), "a list of texts");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            Object element = list.getValue(i);
            if (!(element instanceof String text) || !taken.test(text)) {
                report(name + '/' + i, shown(element), expected);
            }
        }
    }

    /** Members of an object, which must be there; {@code taken} says what was expected instead of one, or null. */
    void members(String name, BiFunction<String, @Nullable Object, @Nullable String> taken) {
        Object value = value(name);
        if (!(value instanceof JsonObject object)) {
            report(name, shown(value), "an object");
            return;
        }
        object.forEach(member -> {
            String expected = taken.apply(member.getKey(), member.getValue());
            if (expected != null) {
                report(name + '/' + member.getKey(), shown(member.getValue()), expected);
            }
        });
    }

    <T> @Nullable T text(String name, String expected, Function<String, @Nullable T> form) {
        Object value = value(name);
        T read = value instanceof String text ? form.apply(text) : null;
        if (value != null && read == null) {
            report(name, shown(value), expected);
        }
        return read;
    }

    boolean flag(String name, boolean absent) {
        Object value = value(name);
        if (value == null || value instanceof Boolean) {
            return value == null ? absent : (Boolean) value;
        }
        report(name, shown(value), "true or false");
        return absent;
    }

    int number(String name, int absent, int least, int most) {
        Object value = value(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        report(name, shown(value), "a whole number from " + least + " to " + most);
        return absent;
    }

    Duration duration(String name, Duration absent) {
        Duration read = text(name, WAIT, BodyReader::wait);
        return read == null ? absent : read;
    }

    private static @Nullable Duration wait(String text) {
        try {
            Duration read = Quantities.duration(text);
            return read.isPositive() && read.compareTo(LONGEST_WAIT) <= 0 ? read : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    void refuseUnknown() {
        for (String name : body.fieldNames()) {
            if (!asked.contains(name)) {
                String meant = Nearest.to(name, asked)
                        .map(known -> "; did you mean " + known + "?")
                        .orElse("");
                report(name, "unknown member", "one of " + String.join(", ", asked) + meant);
            }
        }
    }

    void report(String path, String found, String expected) {
        String pointer = path.isEmpty() ? "#" : "#/" + shown(path);
        mistakes.add(new Mistake(pointer, found + " (expected: " + expected + ')'));
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        return body.getValue(name);
    }

    static String shown(@Nullable Object value) {
        String text = value == null ? "null" : value.toString();
        String visible = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + '…';
        return visible.isEmpty() ? "an empty text" : visible.replaceAll("\\p{C}", "\uFFFD");
    }
}
