package dev.weir.store;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.SearchIndex;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.VaryIndex;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of heap that a value takes in the near store, with everything that only it holds: the texts, the content, and
 * the objects around them as a 64-bit JVM lays them out with compressed references.
 *
 * <p>The constants are sums of object sizes; a test in a process of its own compares them with a live heap.
 */
final class Footprint {
    /** The cache's node, its place in the hash table, and its share in the table and the frequency sketch. */
    private static final int NODE = 136;

    /** Key, response, fence, head, field lines, terms with their times, and what is known of it near. */
    private static final int RESPONSE = 24 + 16 + 48 + 48 + 24 + 24 + 16 + 40 + 4 * 24;

    /** The node, keys, and what is known of an index near. */
    private static final int INDEX = NODE + 24 + 16 + 24 + 16 + 32;

    /** A buffer and what it is a view of, without the bytes. */
    private static final int BUFFER = 96;

    private static final int ARRAY = 16;
    private static final int STRING = 24 + ARRAY;
    private static final int LIST = 24 + ARRAY;

    private Footprint() {}

    static int of(StoreKey key, StoredResponse response) {
        long bytes = NODE + RESPONSE + text(key.key().text());
        bytes += key.isVariant() ? text(key.variant()) : 0;
        bytes += fields(response.head().headers()) + selecting(response.selecting()) + texts(response.groups());
        bytes += BUFFER + content(response.body());
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    static int of(VaryIndex index) {
        return (int) (INDEX + text(index.key().text()) + texts(index.names()));
    }

    static int of(SearchIndex index) {
        return (int) (INDEX + text(index.key().text()) + text(index.rule()));
    }

    /** Names that origins usually send are shared by all responses. */
    private static long fields(Headers headers) {
        long[] bytes = {ARRAY};
        FieldLines.copyOf(headers).forEach((name, value) -> bytes[0] += 8 + name(name) + text(value));
        return bytes[0];
    }

    private static long name(String name) {
        return KnownFields.code(name) == KnownFields.LITERAL ? text(name) : 0;
    }

    private static long selecting(Selecting selecting) {
        return selecting.isNone() ? 0 : 24 + texts(selecting.names()) + texts(selecting.values()) + 24;
    }

    private static long texts(List<? extends @Nullable String> texts) {
        long bytes = texts.isEmpty() ? 0 : LIST;
        for (String text : texts) {
            bytes += 4 + (text == null ? 0 : text(text));
        }
        return rounded(bytes);
    }

    private static long text(String text) {
        return STRING + rounded((long) text.length() * (isLatin(text) ? 1 : 2));
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** What the buffer holds on to, which may be more than it shows. */
    private static long content(Buffer body) {
        ByteBuf bytes = ((BufferInternal) body).getByteBuf();
        return rounded(bytes.hasArray() ? bytes.array().length : body.length());
    }

    private static long rounded(long bytes) {
        return (bytes + 7) & ~7L;
    }
}
