package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that belong to one connection and go no further: those below, and those that Connection names (RFC 9110
 * §7.6.1).
 */
public final class HopByHop {
    private static final Set<String> ALWAYS = ignoringCase(List.of(
            "Connection",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authentication-Info",
            "Proxy-Authorization",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade"));

    /** Connection options that name what is dropped anyway, or no field at all. */
    private static final Set<String> ORDINARY_OPTIONS = ignoringCase(List.of("close", "http2-settings"));

    /**
     * What the gateway says of the client in its own name: nobody's Connection takes it out, or a client could hide from
     * the origin where it comes from.
     */
    private static final Set<String> OWN = ignoringCase(
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto"));

    private HopByHop() {}

    /** A copy without them. */
    public static FieldLines strip(Headers headers) {
        return strip(headers, Set.of());
    }

    /** @param more further names to leave out, whose {@code contains} ignores case */
    static FieldLines strip(Headers headers, Set<String> more) {
        Set<String> named = headers.contains(FieldNames.CONNECTION) ? ignoringCase(options(headers)) : Set.of();
        FieldLines.Builder kept = FieldLines.builder();
        headers.forEach((name, value) -> {
            boolean dropped =
                    ALWAYS.contains(name) || more.contains(name) || (named.contains(name) && !OWN.contains(name));
            if (!dropped) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }

    /**
     * Whether Connection names a field of this request that is not by nature a connection's own. The origin never sees
     * that field although it may be part of the key or select a variant: what it answers must not be stored, or a client
     * could store the answer to one request under the key of another.
     */
    static boolean hidesField(Headers request) {
        if (request.get(FieldNames.CONNECTION) == null || isUsual(request.all(FieldNames.CONNECTION))) {
            return false;
        }
        for (String option : options(request)) {
            if (!ALWAYS.contains(option) && !ORDINARY_OPTIONS.contains(option) && request.contains(option)) {
                return true;
            }
        }
        return false;
    }

    /** What nearly every client sends, and what names no field. */
    private static boolean isUsual(List<String> connection) {
        return connection.size() == 1
                && (connection.get(0).equalsIgnoreCase("keep-alive")
                        || connection.get(0).equalsIgnoreCase("close"));
    }

    static Set<String> ignoringCase(List<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }

    private static List<String> options(Headers headers) {
        return Text.pieces(headers.all(FieldNames.CONNECTION), ',');
    }
}
