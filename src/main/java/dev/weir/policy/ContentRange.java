package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a 206 of one part holds, and of how many (RFC 9110 §14.4).
 *
 * @param total length of the whole in bytes
 */
record ContentRange(ByteRange range, long total) {
    /** Eighteen digits always fit a number. */
    private static final Pattern VALID = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** To the letter: null if the field is missing, repeated or not valid, or leaves the length of the whole open. */
    static @Nullable ContentRange of(Headers response) {
        List<String> lines = response.all(FieldNames.CONTENT_RANGE);
        Matcher read = VALID.matcher(lines.size() == 1 ? Text.trim(lines.get(0)) : "");
        if (!read.matches()) {
            return null;
        }
        ByteRange range = new ByteRange(Long.parseLong(read.group(1)), Long.parseLong(read.group(2)));
        long total = Long.parseLong(read.group(3));
        return range.first() <= range.last() && range.last() < total ? new ContentRange(range, total) : null;
    }
}
