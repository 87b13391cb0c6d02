package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.Selecting;
import java.util.List;

/** Selects a variant by the request fields that Vary names (RFC 9111 §4.1). */
@SuppressWarnings("DoNotCallSuggester")
public final class Selection {
    private Selection() {}

    public static Selecting select(List<String> names, RequestHead request) {
        throw new UnsupportedOperationException();
    }

    public static String variant(Selecting selecting) {
        throw new UnsupportedOperationException();
    }

    public static List<String> union(List<String> a, List<String> b) {
        throw new UnsupportedOperationException();
    }

    public static boolean matches(Selecting stored, RequestHead request) {
        throw new UnsupportedOperationException();
    }
}
