package dev.weir.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Field lines in one flat array: name, value, name, value.
 *
 * <p>Immutable. A message has a dozen fields: a linear scan that compares lengths first beats a map, and iteration,
 * which every reply does, touches one array.
 */
public final class FieldLines implements Headers {
    public static final FieldLines EMPTY = new FieldLines(new String[0]);

    private final String[] lines;

    private FieldLines(String[] lines) {
        this.lines = lines;
    }

    /** Names and values in turn; the count must be even. */
    public static FieldLines of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "names and values: " + namesAndValues.length + " strings (expected: an even count)");
        }
        return namesAndValues.length == 0 ? EMPTY : new FieldLines(namesAndValues.clone());
    }

    public static FieldLines copyOf(Headers headers) {
        if (headers instanceof FieldLines immutable) {
            return immutable;
        }
        return builder().addAll(headers).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return lines.length / 2;
    }

    public String name(int index) {
        return lines[2 * index];
    }

    public String value(int index) {
        return lines[2 * index + 1];
    }

    @Override
    public @Nullable String get(String name) {
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                return lines[i + 1];
            }
        }
        return null;
    }

    @Override
    public List<String> all(String name) {
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                return allFrom(i, name);
            }
        }
        return List.of();
    }

    /** Most fields have one line. */
    private List<String> allFrom(int first, String name) {
        List<String> values = List.of(lines[first + 1]);
        for (int i = first + 2; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                values = values.size() == 1 ? new ArrayList<>(values) : values;
                values.add(lines[i + 1]);
            }
        }
        return values;
    }

    @Override
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < lines.length; i += 2) {
            visitor.accept(lines[i], lines[i + 1]);
        }
    }

    /** A copy that leaves out the lines whose name matches. */
    public FieldLines without(Predicate<String> unwanted) {
        Builder kept = builder();
        forEach((n, v) -> {
            if (!unwanted.test(n)) {
                kept.add(n, v);
            }
        });
        return kept.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldLines that && Arrays.equals(lines, that.lines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lines);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** Collects lines in order. Not thread-safe. */
    public static final class Builder {
        private final List<String> lines = new ArrayList<>(24);

        public Builder add(String name, String value) {
            lines.add(name);
            lines.add(value);
            return this;
        }

        public Builder addAll(Headers headers) {
            headers.forEach(this::add);
            return this;
        }

        /** Replaces every line of that name with one. */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        public Builder remove(String name) {
            for (int i = lines.size() - 2; i >= 0; i -= 2) {
                if (lines.get(i).equalsIgnoreCase(name)) {
                    lines.remove(i + 1);
                    lines.remove(i);
                }
            }
            return this;
        }

        public FieldLines build() {
            return lines.isEmpty() ? EMPTY : new FieldLines(lines.toArray(String[]::new));
        }
    }
}
