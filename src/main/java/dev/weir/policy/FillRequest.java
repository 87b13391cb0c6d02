package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The request that fills the cache, made of a client's: one for the whole of it, whose answer is good for everybody.
 *
 * <p>HEAD becomes GET (RFC 9110 §9.3.2); any other method that is looked up is kept, with its content.
 *
 * <p>The client's preconditions and Range are evaluated on the way back, against what was stored. Its cache directives
 * are passed on (RFC 9111 §5.2). The fields by which origins most often choose go in the normal form by which the answer
 * is filed, or it would suit the client that led and not all others who are given it.
 */
public final class FillRequest {
    private static final Set<String> PERSONAL = HopByHop.ignoringCase(List.of(
            FieldNames.IF_MATCH,
            FieldNames.IF_NONE_MATCH,
            FieldNames.IF_MODIFIED_SINCE,
            FieldNames.IF_UNMODIFIED_SINCE,
            FieldNames.IF_RANGE,
            FieldNames.RANGE,
            FieldNames.EXPECT,
            FieldNames.CONTENT_LENGTH));

    private FillRequest() {}

    public static RequestHead of(RequestHead client) {
        FieldLines.Builder headers = FieldLines.builder()
                .addAll(HopByHop.strip(client.headers(), PERSONAL))
                .set(FieldNames.ACCEPT_ENCODING, AcceptedCodings.of(client.headers()));
        String languages = AcceptedLanguages.of(client.headers());
        if (languages != null) {
            headers.set(FieldNames.ACCEPT_LANGUAGE, languages);
        }
        return client.with(client.isHead() ? "GET" : client.method(), headers.build());
    }

    /** Asks whether what is stored still holds (RFC 9111 §4.3.1); {@code fill} itself if it lends no validator. */
    public static RequestHead conditional(RequestHead fill, StoredResponse stored) {
        Validators validators = Validators.of(stored.head().headers());
        FieldLines.Builder headers = FieldLines.builder().addAll(fill.headers());
        if (validators.etag() != null) {
            headers.set(FieldNames.IF_NONE_MATCH, CodedTags.restore(validators.etag()));
        }
        if (validators.lastModified() != null) {
            headers.set(FieldNames.IF_MODIFIED_SINCE, validators.lastModified());
        }
        return validators.isEmpty() ? fill : fill.with(fill.method(), headers.build());
    }

    /** Asks whether one of several stored variants is the answer; {@code fill} itself if there are none. */
    public static RequestHead conditional(RequestHead fill, List<VariantTag> siblings) {
        if (siblings.isEmpty()) {
            return fill;
        }
        String tags = siblings.stream().map(VariantTag::etag).distinct().collect(Collectors.joining(", "));
        return fill.with(
                fill.method(),
                FieldLines.builder()
                        .addAll(fill.headers())
                        .set(FieldNames.IF_NONE_MATCH, tags)
                        .build());
    }

    /** Whether a variant that is not stored is asked for with the tags of others. */
    public static boolean mayAskBySiblings(RequestHead client, CachingRules rules) {
        return client.isGetOrHead() && rules.compression() == null;
    }

    /** Whether the origin can be asked for less than the whole. A precondition of a POST would mean another thing. */
    public static boolean mayValidate(RequestHead client, StoredResponse stored) {
        return client.isConditionalRead() && hasValidator(stored);
    }

    static boolean hasValidator(StoredResponse stored) {
        return !Validators.of(stored.head().headers()).isEmpty();
    }
}
