package dev.weir.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.message.StoreKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where stored values stand in Redis: {@code weir:<ns>:r:{<key>}}, with {@code :<variant>} behind for a variant. The
 * braces make one Cluster slot of all that belongs to one resource.
 *
 * <p>Keys stay readable. Braces, spaces, control bytes and whatever is not ASCII are percent-encoded. Where encoding or
 * cutting could make two keys one, the key ends in {@code #} and the SHA-256 of its full text instead. That leaves as
 * they are keys of at most 512 bytes of printable ASCII and spaces, without braces, without {@code #}, and without a
 * {@code %20} of their own, which an encoded space would equal.
 */
final class RedisKeys {
    static final int LONGEST = 512;

    private static final int DIGEST_CHARS = 64;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);

    private final byte[] response;
    private final byte[] lease;
    private final byte[] waiting;

    RedisKeys(String namespace) {
        response = prefix(namespace, 'r');
        lease = prefix(namespace, 'l');
        waiting = prefix(namespace, 'w');
    }

    private static byte[] prefix(String namespace, char kind) {
        return ("weir:" + namespace + ':' + kind + ":{").getBytes(US_ASCII);
    }

    /** The key of a stored response, or of the index of Vary names. */
    byte[] response(StoreKey key) {
        return key(response, key);
    }

    /** The key of the lease to fill what stands under {@link #response}, or of its tombstone. */
    byte[] lease(StoreKey key) {
        return key(lease, key);
    }

    /** The key of the set of gateways that wait for that lease. */
    byte[] waiting(StoreKey key) {
        return key(waiting, key);
    }

    private static byte[] key(byte[] prefix, StoreKey key) {
        byte[] text = key.key().text().getBytes(UTF_8);
        byte[] variant = key.variant().getBytes(UTF_8);
        byte[] out = new byte[prefix.length + LONGEST + 3 + 3 * variant.length + 2];
        System.arraycopy(prefix, 0, out, 0, prefix.length);
        int next = appendKey(out, prefix.length, text);
        out[next++] = '}';
        if (variant.length > 0) {
            out[next++] = ':';
            for (byte b : variant) {
                next = append(out, next, b);
            }
        }
        return Arrays.copyOf(out, next);
    }

    private static int appendKey(byte[] out, int at, byte[] text) {
        int limit = at + LONGEST;
        int next = at;
        boolean unique = true;
        for (int i = 0; i < text.length && next <= limit; i++) {
            unique &= text[i] == ' ' || (isPlain(text[i]) && text[i] != '#' && !isOwnSpace(text, i));
            next = append(out, next, text[i]);
        }
        return unique && next <= limit ? next : appendDigest(out, Math.min(next, limit - 1 - DIGEST_CHARS), text);
    }

    private static int appendDigest(byte[] out, int at, byte[] text) {
        byte[] digest = HexFormat.of().formatHex(sha256().digest(text)).getBytes(US_ASCII);
        out[at] = '#';
        System.arraycopy(digest, 0, out, at + 1, DIGEST_CHARS);
        return at + 1 + DIGEST_CHARS;
    }

    private static int append(byte[] out, int at, byte b) {
        if (isPlain(b)) {
            out[at] = b;
            return at + 1;
        }
        out[at] = '%';
        out[at + 1] = HEX[(b & 0xf0) >>> 4];
        out[at + 2] = HEX[b & 0x0f];
        return at + 3;
    }

    private static boolean isPlain(byte b) {
        return b > ' ' && b < 0x7f && b != '{' && b != '}';
    }

    private static boolean isOwnSpace(byte[] text, int at) {
        return text[at] == '%' && at + 2 < text.length && text[at + 1] == '2' && text[at + 2] == '0';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
