package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import dev.weir.message.VaryIndex;
import dev.weir.store.Decoded;
import dev.weir.store.Lookup;
import dev.weir.store.StoredCodec;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Whatever stands in Redis, it is read or counted as unreadable; what is read, was written so. */
class CodecFuzz {
    private static final int LENGTH_AT = 72;
    private static final int HEADER = 80;
    private static final int CHECKSUM = 4;
    private static final StoreKey KEY = StoreKey.of(new CacheKey("GET http://a/"));

    @FuzzTest
    void anyBytes(byte[] input) {
        read(input);
        if (input.length >= HEADER + CHECKSUM) {
            read(sound(input));
        }
    }

    /** What is read, is read again from what it is packed into. */
    private static void read(byte[] packed) {
        if (StoredCodec.decode(Buffer.buffer(packed), KEY) instanceof Decoded.Whole whole) {
            Lookup.Present value = whole.value();
            if (value instanceof Lookup.Found found) {
                assertThat(found.response().head().status()).isBetween(100, 999);
                assertThat(found.response().terms().lifetime()).isGreaterThanOrEqualTo(Duration.ZERO);
            }
            byte[] again = StoredCodec.encode(KEY, value);
            assertThat(StoredCodec.decode(Buffer.buffer(again), KEY)).isEqualTo(new Decoded.Whole(value));
        }
    }

    /** The same with a start, a length, a key and a checksum that are right: whoever writes to Redis can make them so. */
    private static byte[] sound(byte[] input) {
        byte[] packed = input.clone();
        System.arraycopy(new byte[] {'W', 'E', 'I', 'R', 2}, 0, packed, 0, 5);
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        bytes.putInt(LENGTH_AT, packed.length);
        byte[] key = packedKey();
        System.arraycopy(key, 0, packed, HEADER, Math.min(key.length, packed.length - HEADER - CHECKSUM));
        CRC32C sum = new CRC32C();
        sum.update(packed, 0, packed.length - CHECKSUM);
        bytes.putInt(packed.length - CHECKSUM, (int) sum.getValue());
        return packed;
    }

    /** Key and variant as they stand in a value that the codec itself has written. */
    private static byte[] packedKey() {
        byte[] index = StoredCodec.encode(KEY, new Lookup.Varies(new VaryIndex(KEY.key(), List.of("a"))));
        int end =
                new String(index, StandardCharsets.ISO_8859_1).indexOf(KEY.key().text())
                        + KEY.key().text().length();
        return Arrays.copyOfRange(index, HEADER, end);
    }
}
