package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the origin for a client that has the beginning of a response, and whether what comes is the rest of
 * just that one (RFC 9110 §13.1.5, §14.4, §15.3.7). Bytes of two versions must never be joined.
 */
public final class RestOfContent {
    private static final Pattern SATISFIED = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private RestOfContent() {}

    /**
     * A request for all from one byte on; null where the response has no strong validator.
     *
     * @param client whose request the response answers
     * @param begun the response's head
     * @param first offset of the first byte that the client lacks
     */
    public static @Nullable RequestHead request(RequestHead client, ResponseHead begun, long first) {
        String validator = IfRange.strongValidator(begun.headers());
        if (validator == null || begun.status() != 200) {
            return null;
        }
        RequestHead whole = FillRequest.of(client.silent());
        FieldLines fields = FieldLines.builder()
                .addAll(whole.headers())
                .set(FieldNames.RANGE, "bytes=" + first + '-')
                .set(FieldNames.IF_RANGE, validator)
                .build();
        return whole.with(whole.method(), fields);
    }

    /**
     * Length of the whole content, if the part begins at the byte that was asked for, goes to the end, and is of the same
     * representation; else -1.
     *
     * @param length of the whole as far as it was announced, negative if it was not
     */
    public static long length(ResponseHead part, ResponseHead begun, long first, long length) {
        List<String> lines = part.headers().all(FieldNames.CONTENT_RANGE);
        Matcher range = SATISFIED.matcher(lines.size() == 1 ? Text.trim(lines.get(0)) : "");
        if (part.status() != 206 || !range.matches() || !isSame(part, begun)) {
            return -1;
        }
        long total = Long.parseLong(range.group(3));
        boolean continues = Long.parseLong(range.group(1)) == first && Long.parseLong(range.group(2)) == total - 1;
        return continues && (length < 0 || length == total) ? total : -1;
    }

    /** An ETag must be repeated in a 206 (RFC 9110 §15.3.7); one that differs belies the 206. */
    private static boolean isSame(ResponseHead part, ResponseHead begun) {
        String tag = Validators.of(begun.headers()).etag();
        List<String> repeated = part.headers().all(FieldNames.ETAG);
        boolean sameTag = repeated.isEmpty() || (tag != null && repeated.equals(List.of(tag)));
        return sameTag
                && part.headers()
                        .all(FieldNames.CONTENT_ENCODING)
                        .equals(begun.headers().all(FieldNames.CONTENT_ENCODING));
    }
}
