package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import java.util.ArrayList;
import java.util.List;

/**
 * The heads of answers to a Range: 206 with one part or several, and what 416 says (RFC 9110 §15.3.7, §15.5.17).
 *
 * <p>All fields of the 200 are repeated, also where If-Range shows that the client has them (RFC 9110 §15.3.7 would
 * rather leave some out): a client that resumes and finds no Content-Type guesses one.
 */
public final class PartialContent {
    /** Framing of several parts: what stands before each, and after the last. */
    public record Multipart(ResponseHead head, List<String> before, String after) {}

    private PartialContent() {}

    public static ResponseHead one(ResponseHead whole, ByteRange range, long total) {
        return partial(whole, FieldNames.CONTENT_RANGE, range.of(total));
    }

    /** @param mark random, and chosen after the content was made, so that content cannot contain the boundary */
    public static Multipart several(ResponseHead whole, List<ByteRange> ranges, long total, long mark) {
        String boundary = "weir-" + Long.toHexString(mark);
        String type = whole.headers().get(FieldNames.CONTENT_TYPE);
        List<String> before = new ArrayList<>(ranges.size());
        for (ByteRange range : ranges) {
            before.add("\r\n--" + boundary + (type == null ? "" : "\r\nContent-Type: " + type) + "\r\nContent-Range: "
                    + range.of(total) + "\r\n\r\n");
        }
        ResponseHead head = partial(whole, FieldNames.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary);
        return new Multipart(head, before, "\r\n--" + boundary + "--\r\n");
    }

    /** The Content-Range of a 416. */
    public static FieldLines unsatisfied(long total) {
        return FieldLines.of(FieldNames.CONTENT_RANGE, "bytes */" + total);
    }

    private static ResponseHead partial(ResponseHead whole, String name, String value) {
        FieldLines fields = FieldLines.builder()
                .addAll(whole.headers())
                .remove(FieldNames.CONTENT_LENGTH)
                .set(name, value)
                .build();
        return new ResponseHead(206, fields);
    }
}
