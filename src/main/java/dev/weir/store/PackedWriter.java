package dev.weir.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.message.SearchIndex;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.VaryIndex;
import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a packed value from the front; the layout is described at {@link StoredCodec}. */
final class PackedWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A key and a dozen fields, as a rule. */
    private static final int USUAL_HEAD = 1024;

    private byte[] bytes;
    private int next = StoredCodec.HEADER_BYTES;

    private PackedWriter(byte kind, StoreKey key) {
        bytes = new byte[USUAL_HEAD];
        INT.set(bytes, 0, StoredCodec.MAGIC);
        bytes[StoredCodec.VERSION_AT] = StoredCodec.VERSION;
        bytes[StoredCodec.KIND_AT] = kind;
        text(key.key().text());
        text(key.variant());
    }

    static byte[] response(StoreKey key, StoredResponse response) {
        Buffer body = response.body();
        PackedWriter out = new PackedWriter(StoredCodec.RESPONSE, key);
        out.times(response.terms());
        LONG.set(out.bytes, StoredCodec.FILL_ID_AT, response.fillId());
        LONG.set(out.bytes, StoredCodec.FENCE_AT, response.fence().position());
        out.selecting(response.selecting());
        out.names(response.groups());
        int status = response.head().status();
        out.octet(status >>> 8);
        out.octet(status);
        out.fields(response);
        return out.end(body);
    }

    static byte[] index(StoreKey key, VaryIndex index) {
        PackedWriter out = new PackedWriter(StoredCodec.INDEX, key);
        out.names(index.names());
        return out.end(Buffer.buffer());
    }

    static byte[] search(StoreKey key, SearchIndex index) {
        PackedWriter out = new PackedWriter(StoredCodec.SEARCH, key);
        LONG.set(out.bytes, StoredCodec.FILL_ID_AT, index.mark());
        out.text(index.rule());
        return out.end(Buffer.buffer());
    }

    private void times(Terms terms) {
        bytes[StoredCodec.REUSE_AT] = PackedTimes.code(terms.reuse());
        LONG.set(bytes, StoredCodec.TIMES_AT, PackedTimes.micros(terms.responseTime()));
        LONG.set(bytes, StoredCodec.TIMES_AT + 8, PackedTimes.micros(terms.initialAge()));
        LONG.set(bytes, StoredCodec.TIMES_AT + 16, PackedTimes.micros(terms.lifetime()));
        LONG.set(bytes, StoredCodec.TIMES_AT + 24, PackedTimes.micros(terms.staleWhileRevalidate()));
        LONG.set(bytes, StoredCodec.TIMES_AT + 32, PackedTimes.micros(terms.staleIfError()));
        LONG.set(bytes, StoredCodec.TIMES_AT + 40, PackedTimes.micros(terms.fillTime()));
    }

    private void names(List<String> names) {
        count(names.size());
        names.forEach(this::text);
    }

    private void selecting(Selecting selecting) {
        List<@Nullable String> values = selecting.values();
        count(selecting.names().size());
        for (int i = 0; i < selecting.names().size(); i++) {
            text(selecting.names().get(i));
            String value = values.get(i);
            octet(value == null ? 0 : 1);
            if (value != null) {
                text(value);
            }
        }
    }

    private void fields(StoredResponse response) {
        int[] lines = new int[1];
        response.head().headers().forEach((name, value) -> lines[0]++);
        count(lines[0]);
        response.head().headers().forEach((name, value) -> {
            int code = KnownFields.code(name);
            octet(code);
            if (code == KnownFields.LITERAL) {
                text(name);
            }
            text(value);
        });
    }

    private byte[] end(Buffer body) {
        int total = next + body.length() + StoredCodec.CHECKSUM_BYTES;
        bytes = Arrays.copyOf(bytes, total);
        body.getBytes(bytes, next);
        INT.set(bytes, StoredCodec.LENGTH_AT, total);
        INT.set(bytes, StoredCodec.BODY_AT, next);
        int summed = total - StoredCodec.CHECKSUM_BYTES;
        INT.set(bytes, summed, StoredCodec.checksum(bytes, 0, summed));
        return bytes;
    }

    private void text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        count(encoded.length);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, next, encoded.length);
        next += encoded.length;
    }

    /** Seven bits a byte, the lowest first, the highest bit says that more follow. */
    private void count(int count) {
        int rest = count;
        while (rest >= 0x80) {
            octet(rest | 0x80);
            rest >>>= 7;
        }
        octet(rest);
    }

    private void octet(int value) {
        reserve(1);
        bytes[next++] = (byte) value;
    }

    private void reserve(int more) {
        if (bytes.length - next < more) {
            bytes = Arrays.copyOf(bytes, 2 * (bytes.length + more));
        }
    }
}
