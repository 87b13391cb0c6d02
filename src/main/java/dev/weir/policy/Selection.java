package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.Selecting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Selects a variant by the request fields that Vary names (RFC 9111 §4.1). */
public final class Selection {
    /** Most names of one response's Vary; what varies on more is as good as unique. */
    public static final int MAX_NAMES = 16;

    private static final int DIGEST_BYTES = 8;

    /** No field name begins so (RFC 9110 §5.1): no request can have one that is called like a mark. */
    private static final char MARK = ':';

    private Selection() {}

    /** @param names lower case, sorted, without repeats */
    public static Selecting select(List<String> names, RequestHead request) {
        if (names.isEmpty()) {
            return Selecting.NONE;
        }
        List<@Nullable String> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(SelectingValue.of(name, request.headers()));
        }
        return new Selecting(names, Collections.unmodifiableList(values));
    }

    /** A short digest of names and values, which tells two selections apart but is not proof that they are equal. */
    public static String variant(Selecting selecting) {
        if (selecting.isNone()) {
            return "";
        }
        // Lengths keep apart what would read the same in a row; an absent field has none.
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < selecting.names().size(); i++) {
            String value = selecting.values().get(i);
            text.append(selecting.names().get(i)).append(':');
            text.append(value == null ? "-" : value.length() + ":" + value).append('\n');
        }
        byte[] digest = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    /** Both lists as one; may exceed {@link #MAX_NAMES}. */
    public static List<String> union(List<String> a, List<String> b) {
        if (a.equals(b) || b.isEmpty()) {
            return a;
        }
        TreeSet<String> names = new TreeSet<>(a);
        names.addAll(b);
        return List.copyOf(names);
    }

    /**
     * Adds a mark that tells variants filed under one index from those under an earlier one, which is gone: without it an
     * index that is made anew would lead again to variants that were taken out with the old one.
     *
     * @param random what the earlier index cannot have been marked with
     */
    public static List<String> marked(List<String> names, long random) {
        TreeSet<String> marked = new TreeSet<>(names);
        marked.add(MARK + Long.toHexString(random));
        return List.copyOf(marked);
    }

    /** Whether there are more than {@link #MAX_NAMES}; marks do not count. */
    public static boolean isTooWide(List<String> names) {
        return names.stream().filter(name -> name.charAt(0) != MARK).count() > MAX_NAMES;
    }

    /** Whether a request selects the response that was stored with these fields. */
    public static boolean matches(Selecting stored, RequestHead request) {
        List<String> names = stored.names();
        for (int i = 0; i < names.size(); i++) {
            String value = SelectingValue.of(names.get(i), request.headers());
            if (!Objects.equals(value, stored.values().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
