package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import java.util.List;
import java.util.Set;

/**
 * The head of a 304 (RFC 9110 §15.4.5): the fields of the response it stands for, but for those that describe content
 * the client already has. Last-Modified guides an update only where there is no entity tag.
 */
public final class NotModified {
    private static final List<String> OF_CONTENT = List.of(
            FieldNames.CONTENT_ENCODING,
            "Content-Language",
            FieldNames.CONTENT_LENGTH,
            FieldNames.CONTENT_RANGE,
            FieldNames.CONTENT_TYPE,
            "Content-Disposition",
            "Content-Digest",
            "Content-MD5",
            "Repr-Digest");

    private static final Set<String> DROPPED = HopByHop.ignoringCase(OF_CONTENT);

    private NotModified() {}

    public static ResponseHead of(ResponseHead response) {
        boolean tagged = Validators.of(response.headers()).etag() != null;
        FieldLines fields = FieldLines.copyOf(response.headers())
                .without(name -> DROPPED.contains(name) || (tagged && name.equalsIgnoreCase(FieldNames.LAST_MODIFIED)));
        return new ResponseHead(304, fields);
    }
}
