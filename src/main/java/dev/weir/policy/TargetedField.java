package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenbytes.http.sfv.BooleanItem;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/**
 * The cache directives that an origin addresses to this gateway, or to caches of its kind (RFC 9213).
 *
 * <p>The first field of the target list that is valid and not empty speaks alone: Cache-Control and Expires are then for
 * others. A field that is no Dictionary (RFC 9651 §3.2) is as good as absent. A value of another type than its directive
 * has is not made to fit; it permits nothing.
 */
final class TargetedField {
    /** In order of precedence. */
    private static final List<String> TARGETS =
            List.of(FieldNames.WEIR_CACHE_CONTROL, FieldNames.CDN_CACHE_CONTROL, FieldNames.SURROGATE_CONTROL);

    /** Surrogate-Control is also used to announce ESI alone, which says nothing of caching and must not lift private. */
    private static final Set<String> OF_SURROGATES = Set.of("max-age", "no-store");

    private static final Set<String> LISTING = Set.of("no-cache", "private");

    private TargetedField() {}

    /** Reads the field that speaks; false if there is none. */
    static boolean read(Headers response, DirectiveReader.Sink sink) {
        for (String target : TARGETS) {
            if (response.get(target) != null) {
                Map<String, ListElement<?>> members = members(response.all(target));
                if (speaks(target, members)) {
                    members.forEach((name, value) -> hand(name, value, sink));
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, ListElement<?>> members(List<String> lines) {
        try {
            return new Parser(lines).parseDictionary().get();
        } catch (ParseException e) {
            return Map.of();
        }
    }

    private static boolean speaks(String target, Map<String, ListElement<?>> members) {
        return target.equals(FieldNames.SURROGATE_CONTROL)
                ? members.keySet().stream().anyMatch(OF_SURROGATES::contains)
                : !members.isEmpty();
    }

    private static void hand(String name, ListElement<?> value, DirectiveReader.Sink sink) {
        switch (value) {
            case BooleanItem flag -> {
                if (flag.get()) {
                    sink.directive(name, null);
                }
            }
            case IntegerItem number -> sink.directive(name, Long.toString(number.getAsLong()));
            case StringItem text -> handText(name, text, sink);
            default -> sink.directive(name, DirectiveReader.MALFORMED);
        }
    }

    private static void handText(String name, StringItem text, DirectiveReader.Sink sink) {
        if (LISTING.contains(name)) {
            sink.quoted(name, text.get());
        } else {
            sink.directive(name, DirectiveReader.MALFORMED);
        }
    }
}
