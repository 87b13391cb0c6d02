package dev.weir.fill;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import dev.weir.policy.CachingRules.Coding;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts one body into a content coding, piece by piece. Used by one thread at a time; {@link #close} frees native memory.
 *
 * <p>Levels are those at which a core codes some tens of megabytes a second or more: what is coded is stored, so that it
 * is worth more than the least effort, but somebody waits for it.
 */
final class Coder {
    private static final int BROTLI_QUALITY = 5;
    private static final int ZSTD_LEVEL = 3;

    /** Windows as powers of two: a coder holds a few times as much, and a small body gains nothing from a large one. */
    private static final int SMALL_WINDOW = 16;

    private static final int WINDOW = 20;

    private final Coding coding;
    private final boolean small;
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream();
    private @Nullable OutputStream coder;

    Coder(Coding coding, boolean small) {
        this.coding = coding;
        this.small = small;
    }

    /** Whether this machine can code so; the first call loads native code, and blocks. */
    static boolean isAvailable(Coding coding) {
        return switch (coding) {
            case GZIP -> true;
            case BR -> Brotli4jLoader.isAvailable();
            case ZSTD -> Zstd.AVAILABLE;
        };
    }

    Buffer code(Buffer bytes) {
        try {
            opened().write(bytes.getBytes());
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Buffer finish() {
        try {
            opened().close();
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a body that will not be finished; again is no harm. */
    void close() {
        try {
            if (coder != null) {
                coder.close();
            }
        } catch (IOException ignored) {
            // It only frees memory: nobody wants the bytes.
        }
    }

    private OutputStream opened() throws IOException {
        if (coder == null) {
            coder = open();
        }
        return coder;
    }

    private OutputStream open() throws IOException {
        int window = small ? SMALL_WINDOW : WINDOW;
        return switch (coding) {
            case GZIP -> new GZIPOutputStream(coded);
            case BR -> new BrotliOutputStream(coded, Encoder.Parameters.create(BROTLI_QUALITY, window));
            case ZSTD -> new ZstdOutputStreamNoFinalizer(coded, ZSTD_LEVEL).setWindowLog(window);
        };
    }

    private Buffer taken() {
        Buffer taken = Buffer.buffer(coded.toByteArray());
        coded.reset();
        return taken;
    }

    /** Loads the library once, and remembers that it could not. */
    private static final class Zstd {
        static final boolean AVAILABLE = load();

        private static boolean load() {
            try {
                Native.load();
                return Native.isLoaded();
            } catch (LinkageError noneForThisMachine) {
                return false;
            }
        }
    }
}
