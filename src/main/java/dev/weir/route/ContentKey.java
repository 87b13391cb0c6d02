package dev.weir.route;

import dev.weir.message.Headers;
import dev.weir.message.KeyText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The content of a request, and the fields that say what it means, as they stand in its cache key: {@code
 * m:content-type=application/json b:9f86d0…} (RFC 10008 §2.7).
 */
final class ContentKey {
    private static final List<String> METADATA = List.of("content-type", "content-encoding", "content-language");

    private ContentKey() {}

    static String of(Headers received, byte[] content) {
        StringBuilder key = new StringBuilder(128);
        for (String name : METADATA) {
            for (String value : received.all(name)) {
                key.append(" m:").append(name).append('=').append(KeyText.escape(value, ""));
            }
        }
        return key.append(" b:").append(sha256(content)).toString();
    }

    /** In hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
