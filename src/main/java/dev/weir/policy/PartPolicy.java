package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Whether a part of a response is stored, and which ranges it answers (RFC 9111 §3.3).
 *
 * <p>A part is stored as what it is, and never taken for the whole, not even where it holds every byte. It must say by a
 * strong entity tag of which version it is, and by a valid Content-Range which bytes it holds; the whole that it is of must
 * be one that may be stored and needs no validation. One that varies is not: it was asked for in its client's own words,
 * not in those by which variants are filed. Parts are not combined.
 */
public final class PartPolicy {
    private PartPolicy() {}

    /**
     * How a part is stored, its head that of a 206; null if it is not.
     *
     * @param length of its content in bytes; negative if it is not known
     */
    public static StoreDecision.@Nullable Store decide(StoreQuestion q, long length) {
        ContentRange held = ContentRange.of(q.response().headers());
        String tag = Validators.of(q.response().headers()).etag();
        if (q.response().status() != 206
                || held == null
                || held.range().length() != length
                || tag == null
                || !EntityTags.isStrong(tag)) {
            return null;
        }
        return StorePolicy.decide(q.about(whole(q.response()))) instanceof StoreDecision.Store store
                        && isReusable(store)
                ? part(store, held)
                : null;
    }

    private static boolean isReusable(StoreDecision.Store store) {
        return store.vary().isEmpty()
                && store.terms().reuse() != Terms.Reuse.ALWAYS_VALIDATE
                && store.head().headers().contains(FieldNames.ETAG);
    }

    private static StoreDecision.Store part(StoreDecision.Store whole, ContentRange held) {
        FieldLines fields = FieldLines.builder()
                .addAll(whole.head().headers())
                .add(FieldNames.CONTENT_RANGE, held.range().of(held.total()))
                .build();
        ResponseHead head = new ResponseHead(206, fields);
        return new StoreDecision.Store(head, head, whole.terms(), whole.vary(), whole.groups());
    }

    /** The head that the whole would have of which this is the head of a part. */
    public static ResponseHead whole(ResponseHead part) {
        FieldLines fields =
                FieldLines.copyOf(part.headers()).without(name -> name.equalsIgnoreCase(FieldNames.CONTENT_RANGE));
        return new ResponseHead(200, fields);
    }

    /**
     * What a request gets of a stored part.
     *
     * @param range within the whole
     * @param total length of the whole
     * @param from where in the content of the part the range begins
     */
    public record Piece(ByteRange range, long total, int from) {}

    /** Null unless the request asks for one range, and the part holds all of it. */
    public static @Nullable Piece piece(RequestHead request, StoredResponse part) {
        ContentRange held = ContentRange.of(part.head().headers());
        if (held == null || held.range().length() != part.length()) {
            return null;
        }
        RangeDecision asked = RangePolicy.decide(request, whole(part.head()), held.total());
        return asked instanceof RangeDecision.One one && isWithin(one.range(), held.range())
                ? new Piece(
                        one.range(),
                        held.total(),
                        Math.toIntExact(one.range().first() - held.range().first()))
                : null;
    }

    private static boolean isWithin(ByteRange range, ByteRange held) {
        return range.first() >= held.first() && range.last() <= held.last();
    }
}
