package dev.weir.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a packed value from the front. Reading past the end, or a length that cannot be true, breaks it: from then on
 * it yields nothing of size, and the caller asks once, at the end, whether all went well.
 */
final class PackedReader {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int textEnd;
    private int next;
    private boolean broken;

    PackedReader(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.end = start + length;
        this.textEnd = end - StoredCodec.CHECKSUM_BYTES;
        this.next = start;
    }

    int length() {
        return end - start;
    }

    int position() {
        return next - start;
    }

    void seek(int offset) {
        next = start + offset;
    }

    boolean isBroken() {
        return broken;
    }

    byte byteAt(int offset) {
        return bytes[start + offset];
    }

    int intAt(int offset) {
        return (int) INT.get(bytes, start + offset);
    }

    long longAt(int offset) {
        return (long) LONG.get(bytes, start + offset);
    }

    int checksum(int length) {
        return StoredCodec.checksum(bytes, start, length);
    }

    /** Whether the first four bytes, or as many as there are, are those of the number. */
    boolean beginsWith(int magic) {
        for (int i = 0; i < Math.min(Integer.BYTES, length()); i++) {
            if (byteAt(i) != (byte) (magic >>> (24 - 8 * i))) {
                return false;
            }
        }
        return true;
    }

    /** Reads a text and compares it, without making a string of it. */
    boolean readsText(String expected) {
        byte[] wanted = expected.getBytes(UTF_8);
        int length = readLength(1);
        int from = next;
        next += length;
        return Arrays.equals(bytes, from, next, wanted, 0, wanted.length);
    }

    Selecting readSelecting() {
        int count = readLength(2);
        if (count == 0) {
            return Selecting.NONE;
        }
        String[] names = new String[count];
        @Nullable String[] values = new @Nullable String[count];
        for (int i = 0; i < count; i++) {
            names[i] = readText();
            values[i] = readByte() == 0 ? null : readText();
        }
        return new Selecting(List.of(names), Collections.unmodifiableList(Arrays.asList(values)));
    }

    List<String> readNames() {
        int count = readLength(1);
        if (count == 0) {
            return List.of();
        }
        String[] names = new String[count];
        for (int i = 0; i < names.length; i++) {
            names[i] = readText();
        }
        return List.of(names);
    }

    ResponseHead readHead() {
        int status = readByte() << 8 | readByte();
        String[] lines = new String[2 * readLength(2)];
        for (int i = 0; i < lines.length; i += 2) {
            lines[i] = readName();
            lines[i + 1] = readText();
        }
        return new ResponseHead(status, FieldLines.of(lines));
    }

    private String readName() {
        int code = readByte();
        String name = code == KnownFields.LITERAL ? readText() : KnownFields.name(code);
        if (name == null) {
            broken = true;
            return "";
        }
        return name;
    }

    String readText() {
        int length = readLength(1);
        String text = new String(bytes, next, length, UTF_8);
        next += length;
        return text;
    }

    private int readByte() {
        if (next >= textEnd) {
            broken = true;
            return 0;
        }
        return bytes[next++] & 0xff;
    }

    /** A count of things of which each takes at least so many bytes; 0, and broken, if what is left cannot hold them. */
    private int readLength(int least) {
        int length = 0;
        int read;
        int shift = 0;
        do {
            read = readByte();
            length |= (read & 0x7f) << shift;
            shift += 7;
        } while (read >= 0x80 && shift < Integer.SIZE);
        if (broken || length < 0 || length > (textEnd - next) / least) {
            broken = true;
            return 0;
        }
        return length;
    }
}
