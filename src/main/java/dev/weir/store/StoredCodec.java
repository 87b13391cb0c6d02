package dev.weir.store;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.ResponseHead;
import dev.weir.message.SearchIndex;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.VaryIndex;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The packed form of a stored value: one binary string, written and read as a whole.
 *
 * <pre>
 * offset  bytes
 *      0      4  "WEIR"
 *      4      1  version of the format
 *      5      1  'R' response, 'I' index of Vary names, 'S' index of a No-Vary-Search rule
 *      6      1  demands on reuse
 *      7      1  zero
 *      8      8  fill id (index of a rule: its mark)
 *     16      8  fence
 *     24      8  response time, microseconds since the epoch, server time
 *     32     40  initial age, lifetime, stale-while-revalidate, stale-if-error, fill time: microseconds
 *     72      4  length of the whole
 *     76      4  offset of the body
 *     80         key, variant; selecting names and values, groups, status, field lines (index: names, or rule)
 *                body
 *   last      4  CRC-32C of all before
 * </pre>
 *
 * Numbers are big-endian. What a script compares, the fill id and the fence, stands at a fixed place near the front, so
 * that it never has to read the body. Text is UTF-8 after its length: for the ASCII that keys and fields consist of, the
 * JDK reads and writes that at the speed of a copy.
 *
 * <p>Nothing of a value is believed before the checksum matched, and no length after it either: whoever may write to
 * Redis can also compute a checksum.
 */
public final class StoredCodec {
    static final int VERSION_AT = 4;
    static final int KIND_AT = 5;
    static final int REUSE_AT = 6;
    static final int FILL_ID_AT = 8;
    static final int FENCE_AT = 16;
    static final int TIMES_AT = 24;
    static final int LENGTH_AT = 72;
    static final int BODY_AT = 76;
    static final int HEADER_BYTES = 80;
    static final int CHECKSUM_BYTES = 4;

    static final int MAGIC = 'W' << 24 | 'E' << 16 | 'I' << 8 | 'R';
    static final byte VERSION = 2;
    static final byte RESPONSE = 'R';
    static final byte INDEX = 'I';
    static final byte SEARCH = 'S';

    private static final int LEAST_STATUS = 100;
    private static final int GREATEST_STATUS = 999;

    private StoredCodec() {}

    /** Packs a value into an array of its own, which is what the Redis client takes without a further copy. */
    public static byte[] encode(StoreKey key, Lookup.Present value) {
        return switch (value) {
            case Lookup.Found found -> PackedWriter.response(key, found.response());
            case Lookup.Varies varies -> PackedWriter.index(key, varies.index());
            case Lookup.Equates equates -> PackedWriter.search(key, equates.index());
        };
    }

    /**
     * Reads whatever stands under {@code expected}; never throws. The body is a view of {@code packed}, which must not
     * be written to afterwards.
     */
    public static Decoded decode(Buffer packed, StoreKey expected) {
        ByteBuf bytes = ((BufferInternal) packed).getByteBuf();
        if (!bytes.hasArray()) {
            return decode(Buffer.buffer(packed.getBytes()), expected);
        }
        PackedReader in = new PackedReader(bytes.array(), bytes.arrayOffset(), bytes.readableBytes());
        Decoded.@Nullable Why damage = damage(in);
        if (damage != null) {
            return new Decoded.Unreadable(damage);
        }
        in.seek(HEADER_BYTES);
        if (!in.readsText(expected.key().text()) || !in.readsText(expected.variant())) {
            return new Decoded.Unreadable(in.isBroken() ? Decoded.Why.CORRUPT : Decoded.Why.OTHER_KEY);
        }
        Lookup.@Nullable Present value =
                switch (in.byteAt(KIND_AT)) {
                    case RESPONSE -> response(in, packed, expected.key());
                    case INDEX -> index(in, expected.key());
                    case SEARCH -> search(in, expected.key());
                    default -> null;
                };
        return value == null ? new Decoded.Unreadable(Decoded.Why.CORRUPT) : new Decoded.Whole(value);
    }

    private static Decoded.@Nullable Why damage(PackedReader in) {
        int length = in.length();
        if (!in.beginsWith(MAGIC)) {
            return Decoded.Why.FOREIGN;
        }
        if (length > VERSION_AT && in.byteAt(VERSION_AT) != VERSION) {
            return Decoded.Why.VERSION;
        }
        if (length < HEADER_BYTES + CHECKSUM_BYTES || length < in.intAt(LENGTH_AT)) {
            return Decoded.Why.TRUNCATED;
        }
        int summed = length - CHECKSUM_BYTES;
        boolean sound = length == in.intAt(LENGTH_AT) && in.checksum(summed) == in.intAt(summed);
        return sound ? null : Decoded.Why.CORRUPT;
    }

    private static Lookup.@Nullable Present response(PackedReader in, Buffer packed, CacheKey key) {
        Terms.@Nullable Reuse reuse = PackedTimes.reuse(in.byteAt(REUSE_AT));
        Selecting selecting = in.readSelecting();
        List<String> groups = in.readNames();
        ResponseHead head = in.readHead();
        int body = in.intAt(BODY_AT);
        if (reuse == null || in.isBroken() || in.position() != body || !isPossible(in, head)) {
            return null;
        }
        Terms terms = new Terms(
                PackedTimes.instant(in.longAt(TIMES_AT)),
                PackedTimes.duration(in.longAt(TIMES_AT + 8)),
                PackedTimes.duration(in.longAt(TIMES_AT + 16)),
                PackedTimes.duration(in.longAt(TIMES_AT + 24)),
                PackedTimes.duration(in.longAt(TIMES_AT + 32)),
                PackedTimes.duration(in.longAt(TIMES_AT + 40)),
                reuse);
        return new Lookup.Found(new StoredResponse(
                in.longAt(FILL_ID_AT),
                new Fence(in.longAt(FENCE_AT)),
                key,
                selecting,
                groups,
                head,
                packed.slice(body, in.length() - CHECKSUM_BYTES),
                terms));
    }

    /** No time span is negative, and a client can be sent the status. */
    private static boolean isPossible(PackedReader in, ResponseHead head) {
        for (int at = TIMES_AT + Long.BYTES; at < LENGTH_AT; at += Long.BYTES) {
            if (in.longAt(at) < 0) {
                return false;
            }
        }
        return head.status() >= LEAST_STATUS && head.status() <= GREATEST_STATUS;
    }

    private static Lookup.@Nullable Present index(PackedReader in, CacheKey key) {
        List<String> names = in.readNames();
        return in.isBroken() || names.isEmpty() ? null : new Lookup.Varies(new VaryIndex(key, names));
    }

    private static Lookup.@Nullable Present search(PackedReader in, CacheKey key) {
        String rule = in.readText();
        return in.isBroken() ? null : new Lookup.Equates(new SearchIndex(key, rule, in.longAt(FILL_ID_AT)));
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
