package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The strong entity tag of a stored variant, by which a 304 can say that another request is answered by it (RFC 9111
 * §4.3.1, §4.3.4).
 *
 * <p>Strong, for weak tags are shared by what differs in bytes; and only for requests that take the same content codings,
 * since many origins give one strong tag to all codings of a representation, which they must not (RFC 9110 §8.8.3.3).
 *
 * @param variant digest of its selecting fields
 * @param codings the value of Accept-Encoding that selects it; null where it is selected without
 */
public record VariantTag(
        String etag, String variant, @Nullable String codings) {
    private static final String CODINGS = "accept-encoding";

    /** Null for a response that is no variant, or has no such tag, or a coding that nothing selected. */
    public static @Nullable VariantTag of(StoredResponse stored) {
        Headers fields = stored.head().headers();
        String etag = Validators.of(fields).etag();
        String codings = codings(stored.selecting());
        boolean isLendable = stored.head().status() == 200
                && !stored.selecting().isNone()
                && (codings != null || !fields.contains(FieldNames.CONTENT_ENCODING));
        return isLendable && etag != null && EntityTags.isStrong(etag)
                ? new VariantTag(etag, Selection.variant(stored.selecting()), codings)
                : null;
    }

    /** Whether a request that selects by these fields takes the variant's content coding, and is for another variant. */
    public boolean suits(Selecting wanted) {
        return Objects.equals(codings, codings(wanted)) && !variant.equals(Selection.variant(wanted));
    }

    /** The one of those sent that a 304 names; null if it names none. */
    public static @Nullable VariantTag named(List<VariantTag> sent, ResponseHead notModified) {
        String etag = Validators.of(notModified.headers()).etag();
        for (VariantTag tag : sent) {
            if (tag.etag().equals(etag)) {
                return tag;
            }
        }
        return null;
    }

    /**
     * The variant as one that the request selects; null where another response has taken its place.
     *
     * @param names by which the resource varies
     */
    public @Nullable StoredResponse lent(StoredResponse stored, List<String> names, RequestHead request) {
        return equals(of(stored)) ? stored.selectedBy(Selection.select(names, request)) : null;
    }

    private static @Nullable String codings(Selecting selecting) {
        int at = selecting.names().indexOf(CODINGS);
        return at < 0 ? null : selecting.values().get(at);
    }
}
