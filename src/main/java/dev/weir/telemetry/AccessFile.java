package dev.weir.telemetry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the lines go. Opened again when it is told, or when another file, or none, stands under its name: who rotates
 * logs moves the file away. What cannot be written is given up, and opening tried again every second.
 *
 * <p>One thread, which may block; {@link #reopen} any.
 */
final class AccessFile {
    private static final Logger LOG = LoggerFactory.getLogger(AccessFile.class);
    private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

    private final @Nullable Path path;
    private final LongSupplier nanoTime;
    private @Nullable OutputStream out;
    private @Nullable Object identity;
    private long lookedAt;
    private boolean failing;
    private volatile boolean moved;

    private AccessFile(@Nullable Path path, LongSupplier nanoTime) {
        this.path = path;
        this.nanoTime = nanoTime;
    }

    static AccessFile standardOutput() {
        AccessFile file = new AccessFile(null, () -> 0);
        file.out = new FileOutputStream(FileDescriptor.out);
        return file;
    }

    static AccessFile open(Path path, LongSupplier nanoTime) throws IOException {
        AccessFile file = new AccessFile(path, nanoTime);
        try {
            file.open(path);
        } catch (IOException unusable) {
            throw new IOException("access-log.to: " + path + ": " + unusable + " (expected: a file to append to)");
        }
        return file;
    }

    void reopen() {
        moved = true;
    }

    /** Looks whether the file is still the one under its name; to be called every now and then. */
    void keep() {
        long now = nanoTime.getAsLong();
        if (path == null || (!moved && now - lookedAt < LOOK_EVERY)) {
            return;
        }
        try {
            if (moved || out == null || !identity(path).equals(identity)) {
                moved = false;
                open(path);
            }
        } catch (IOException gone) {
            failed(gone);
        }
        lookedAt = now;
    }

    /** False where nothing of it was, or may have been, written. */
    boolean write(LineBuffer lines) {
        if (moved) {
            keep();
        }
        if (out == null) {
            return false;
        }
        try {
            lines.writeTo(out);
            if (failing) {
                failing = false;
                LOG.info("Access log: is written again");
            }
            return true;
        } catch (IOException full) {
            failed(full);
            return false;
        }
    }

    void close() {
        if (path != null) {
            shut();
        }
    }

    private void open(Path file) throws IOException {
        shut();
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        identity = identity(file);
        lookedAt = nanoTime.getAsLong();
    }

    /** Where a file system gives none, no two files are told apart. */
    private static Object identity(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? "unknown" : key;
    }

    private void failed(IOException why) {
        shut();
        if (!failing) {
            failing = true;
            LOG.warn("Access log: cannot be written, and requests are not logged: {}", why.toString());
        }
    }

    private void shut() {
        if (out != null && path != null) {
            try {
                out.close();
            } catch (IOException unflushed) {
                LOG.debug("closing the access log", unflushed);
            }
            out = null;
        }
    }
}
