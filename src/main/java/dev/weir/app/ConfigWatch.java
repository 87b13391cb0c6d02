package dev.weir.app;

import java.util.Arrays;

/**
 * When a file that somebody writes to is to be read again: once it is another than when it was read last, and has stopped
 * changing, for who writes a file may do so in several steps. One thread at a time.
 */
final class ConfigWatch {
    private byte[] seen;

    ConfigWatch(byte[] content) {
        this.seen = content;
    }

    /**
     * Whether to read it now, as it is looked at every now and then.
     *
     * @param read as it was when it was read last, right or wrong
     */
    boolean isDue(byte[] content, byte[] read) {
        boolean still = Arrays.equals(content, seen);
        seen = content;
        return still && !Arrays.equals(content, read);
    }
}
