package dev.weir.invalidation;

import dev.weir.message.AbsoluteUri;
import dev.weir.message.TargetUri;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody wants forgotten. What is empty, or would match everything, is none: everything is forgotten only by
 * whoever says so.
 *
 * <p>Each method answers null for what it does not take; the text beside it completes "expected: …".
 */
public final class SubjectReader {
    public static final String URL = "an absolute http or https URL, without user and fragment";
    public static final String GROUP = "a name of 1 to 1024 characters, none of them a control character, and not *";
    public static final String PREFIX =
            "http or https, a host and the beginning of a path, without ? and without * at its end";
    public static final String ORIGIN = "a scheme, a host and perhaps a port, such as https://shop.example";

    private static final int LONGEST_GROUP = 1024;

    private SubjectReader() {}

    /** Its authority is in canonical form. */
    public static @Nullable TargetUri url(String text) {
        return AbsoluteUri.read(text);
    }

    /** @param origin null for every origin */
    public static Subject.@Nullable Group group(@Nullable String origin, String name) {
        boolean named = !name.isBlank() && name.length() <= LONGEST_GROUP && !name.equals("*");
        return named && name.chars().noneMatch(Character::isISOControl) ? new Subject.Group(origin, name) : null;
    }

    /**
     * The query is refused because its parameters stand in canonical order in what is stored: the beginning of what a
     * client sent is not the beginning of that.
     */
    public static Subject.@Nullable Prefix prefix(String text) {
        TargetUri uri = text.endsWith("*") ? null : AbsoluteUri.read(text);
        return uri == null || uri.query() != null ? null : new Subject.Prefix(uri.toString());
    }

    /** Scheme and authority in canonical form. */
    public static @Nullable String origin(String text) {
        TargetUri uri = AbsoluteUri.read(text);
        if (uri == null || text.indexOf('/', uri.scheme().length() + 3) >= 0 || uri.query() != null) {
            return null;
        }
        return originOf(uri);
    }

    /** The origin of a URI, as subjects name it. */
    public static String originOf(TargetUri uri) {
        return uri.scheme() + "://" + uri.authority();
    }
}
