package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.StoreKey;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCodecTest {
    private static final StoreKey KEY = StoredSamples.key("/products/1");
    private static final Lookup.Found FOUND = StoredSamples.found(KEY, "x".repeat(1024));
    private final byte[] packed = StoredCodec.encode(KEY, FOUND);

    @Test
    void fixedHeader_standsWhereScriptsReadIt() {
        ByteBuffer header = ByteBuffer.wrap(packed);
        assertThat(new String(packed, 0, 6, StandardCharsets.US_ASCII)).isEqualTo("WEIR\2R");
        assertThat(header.getLong(8)).isEqualTo(FOUND.response().fillId());
        assertThat(header.getLong(16)).isEqualTo(42);
        assertThat(header.getInt(72)).isEqualTo(packed.length);
    }

    @Test
    void everyTruncation_saysTruncated() {
        for (int length = 0; length < packed.length; length++) {
            assertThat(why(Arrays.copyOf(packed, length))).isEqualTo(Decoded.Why.TRUNCATED);
        }
    }

    @Test
    void moreBytesThanStated_areCorrupt() {
        assertThat(why(Arrays.copyOf(packed, packed.length + 1))).isEqualTo(Decoded.Why.CORRUPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{\"json\": true}", "WEIRD but foreign all the same", "rO0ABXNy", "\0\0\0\0\0\0\0\0"})
    void foreignText_isNeverRead(String text) {
        assertThat(why(text.getBytes(StandardCharsets.UTF_8))).isIn(Decoded.Why.FOREIGN, Decoded.Why.VERSION);
    }

    @Test
    void anotherVersion_isToldFromCorruption() {
        packed[StoredCodec.VERSION_AT]++;
        assertThat(why(packed)).isEqualTo(Decoded.Why.VERSION);
    }

    @Test
    void otherResource_isOtherKey() {
        assertThat(decode(packed, StoredSamples.key("/products/2")))
                .isEqualTo(new Decoded.Unreadable(Decoded.Why.OTHER_KEY));
    }

    @Test
    void otherVariant_isOtherKey() {
        assertThat(decode(packed, new StoreKey(KEY.key(), "gzip")))
                .isEqualTo(new Decoded.Unreadable(Decoded.Why.OTHER_KEY));
    }

    /** Whoever may write to Redis can compute a checksum: lengths inside are not believed for its sake. */
    @Test
    void forgedLengthUnderARightChecksum_isCorrupt() {
        byte[] forged = packed.clone();
        int keyLength = StoredCodec.HEADER_BYTES;
        for (int claimed = 0; claimed < 256; claimed++) {
            forged[keyLength] = (byte) claimed;
            assertThat(decode(sealed(forged), KEY))
                    .satisfiesAnyOf(
                            result -> assertThat(result).isInstanceOf(Decoded.Unreadable.class),
                            result -> assertThat(forged).isEqualTo(packed));
        }
    }

    @Test
    void anyForgedByteUnderARightChecksum_neverThrows() {
        for (int at = StoredCodec.HEADER_BYTES; at < packed.length - 1024; at++) {
            for (int value : new int[] {0, 0x7f, 0x80, 0xff}) {
                byte[] forged = packed.clone();
                forged[at] = (byte) value;
                assertThat(decode(sealed(forged), KEY)).isNotNull();
            }
        }
    }

    @Test
    void body_isAViewOfWhatWasRead() {
        Buffer read = Buffer.buffer(packed);
        Decoded.Whole whole = (Decoded.Whole) StoredCodec.decode(read, KEY);
        Buffer body = ((Lookup.Found) whole.value()).response().body();
        read.setByte(read.length() - StoredCodec.CHECKSUM_BYTES - 1, (byte) 'y');
        assertThat(body.getByte(body.length() - 1)).isEqualTo((byte) 'y');
    }

    @Test
    void directMemory_isReadToo() {
        Buffer direct = BufferInternal.buffer(Unpooled.directBuffer().writeBytes(packed));
        assertThat(StoredCodec.decode(direct, KEY)).isEqualTo(new Decoded.Whole(FOUND));
    }

    @Test
    void sliceAtAnOffset_isReadToo() {
        Buffer longer = Buffer.buffer("prefix").appendBytes(packed).appendString("suffix");
        assertThat(StoredCodec.decode(longer.slice(6, 6 + packed.length), KEY)).isEqualTo(new Decoded.Whole(FOUND));
    }

    private static Decoded decode(byte[] bytes, StoreKey key) {
        return StoredCodec.decode(Buffer.buffer(bytes), key);
    }

    private static Decoded.Why why(byte[] bytes) {
        return ((Decoded.Unreadable) decode(bytes, KEY)).why();
    }

    private static byte[] sealed(byte[] bytes) {
        int summed = bytes.length - StoredCodec.CHECKSUM_BYTES;
        return ByteBuffer.wrap(bytes.clone())
                .putInt(summed, StoredCodec.checksum(bytes, 0, summed))
                .array();
    }
}
