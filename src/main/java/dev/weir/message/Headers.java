package dev.weir.message;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The field lines of one message, in order, with case-insensitive names (RFC 9110 §5.1).
 *
 * <p>Read-only. {@link FieldLines} holds its lines itself; the socket edge offers a view of the server's own map, so
 * that a hit copies nothing. Implementations are safe to read from any thread once published.
 */
public interface Headers {
    /** The value of the first line of that name, or null. */
    @Nullable
    String get(String name);

    /** The values of every line of that name, in order; empty if there is none. */
    List<String> all(String name);

    default boolean contains(String name) {
        return get(name) != null;
    }

    /** Visits every line, in order. */
    void forEach(BiConsumer<String, String> visitor);

    /** The lines of that name as one list-valued field (RFC 9110 §5.3), or null if there is none. */
    default @Nullable String combined(String name) {
        List<String> lines = all(name);
        return switch (lines.size()) {
            case 0 -> null;
            case 1 -> lines.get(0);
            default -> String.join(", ", lines);
        };
    }
}
