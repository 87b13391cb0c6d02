package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.Collection;
import java.util.List;

/** The names of the cookies that a request carries (RFC 6265 §5.4). */
final class CookieNames {
    private CookieNames() {}

    static boolean anyOf(Collection<String> names, Headers headers) {
        return !names.isEmpty() && of(headers).stream().anyMatch(names::contains);
    }

    /** True too if there is no cookie at all. A cookie without a name is in no collection. */
    static boolean allIn(Collection<String> names, Headers headers) {
        return !headers.contains(FieldNames.COOKIE) || names.containsAll(of(headers));
    }

    private static List<String> of(Headers headers) {
        return Text.pieces(headers.all(FieldNames.COOKIE), ';').stream()
                .map(CookieNames::nameOf)
                .toList();
    }

    private static String nameOf(String pair) {
        int equals = pair.indexOf('=');
        return Text.trim(equals < 0 ? "" : pair.substring(0, equals));
    }
}
