package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.jspecify.annotations.Nullable;

/**
 * The groups that a response says it belongs to, by any of three fields: {@code Cache-Groups} (RFC 9875 §2), and
 * {@code Surrogate-Key} (separated by spaces) and {@code Cache-Tag} (by commas), which other caches have made usual.
 *
 * <p>A response of more or longer names than this reads must not be stored: one that could not be found by all of its
 * groups would be served after a purge that meant it.
 */
public final class ResponseGroups {
    /** RFC 9875 §2 asks for 32 names of 32 characters; what other caches allow fits too. */
    static final int MOST = 1_000;

    static final int MOST_CHARACTERS = 16 << 10;

    private ResponseGroups() {}

    /** Without repeats, in the order named; null where they do not fit. */
    public static @Nullable List<String> of(Headers response) {
        List<String> groups = response.all(FieldNames.CACHE_GROUPS);
        List<String> keys = response.all(FieldNames.SURROGATE_KEY);
        List<String> tags = response.all(FieldNames.CACHE_TAG);
        if (groups.isEmpty() && keys.isEmpty() && tags.isEmpty()) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>(strings(groups));
        names.addAll(keys(keys));
        names.addAll(tags(tags));
        return fit(names) ? List.copyOf(names) : null;
    }

    /** Names in Surrogate-Key, separated by spaces; a comma behind one is none of it, for some write them so. */
    static List<String> keys(List<String> lines) {
        List<String> keys = new ArrayList<>();
        for (String piece : Text.pieces(lines, ' ')) {
            for (String key : Text.pieces(List.of(piece), '\t')) {
                String bare = key.endsWith(",") ? key.substring(0, key.length() - 1) : key;
                if (!bare.isEmpty()) {
                    keys.add(bare);
                }
            }
        }
        return keys;
    }

    /** Names in Cache-Tag. */
    static List<String> tags(List<String> lines) {
        return Text.pieces(lines, ',');
    }

    /** A List of Strings; anything else is ignored whole (RFC 9651 §4.2). */
    static List<String> strings(List<String> lines) {
        List<String> strings = new ArrayList<>();
        for (ListElement<?> member : members(lines)) {
            if (!(member instanceof StringItem name)) {
                return List.of();
            }
            strings.add(name.get());
        }
        return List.copyOf(strings);
    }

    private static List<ListElement<?>> members(List<String> lines) {
        try {
            return lines.isEmpty() ? List.of() : new Parser(lines).parseList().get();
        } catch (ParseException e) {
            return List.of();
        }
    }

    private static boolean fit(Collection<String> names) {
        return names.size() <= MOST && names.stream().mapToInt(String::length).sum() <= MOST_CHARACTERS;
    }
}
