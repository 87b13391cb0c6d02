package dev.weir.store;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Field names that take one byte in a packed value, as origins spell them and in lower case.
 *
 * <p>Reading one costs no string, and every hit shares the same one, so that later comparisons end at identity. The
 * order is part of the format: names are only ever appended.
 */
final class KnownFields {
    private static final String[] SPELT = {
        "Accept-Ranges",
        "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Headers",
        "Access-Control-Allow-Methods",
        "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers",
        "Access-Control-Max-Age",
        "Age",
        "Allow",
        "Alt-Svc",
        "Cache-Control",
        "Cache-Group-Invalidation",
        "Cache-Groups",
        "Cache-Status",
        "Cache-Tag",
        "CDN-Cache-Control",
        "Connection",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Content-Length",
        "Content-Location",
        "Content-Range",
        "Content-Security-Policy",
        "Content-Type",
        "Cross-Origin-Embedder-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Date",
        "Deprecation",
        "ETag",
        "Expires",
        "Last-Modified",
        "Link",
        "Location",
        "Permissions-Policy",
        "Pragma",
        "Referrer-Policy",
        "Retry-After",
        "Server",
        "Server-Timing",
        "Set-Cookie",
        "Strict-Transport-Security",
        "Sunset",
        "Surrogate-Control",
        "Surrogate-Key",
        "Timing-Allow-Origin",
        "Trailer",
        "Transfer-Encoding",
        "Vary",
        "Via",
        "Warning",
        "WWW-Authenticate",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "X-Powered-By",
        "X-Request-Id",
        "X-XSS-Protection",
    };

    /** Code 0 says that the name follows in full. */
    static final int LITERAL = 0;

    private static final int LOWER_CASE = 0x80;
    private static final @Nullable String[] NAMES = new @Nullable String[256];
    private static final Map<String, Integer> CODES = new HashMap<>();

    static {
        for (int i = 0; i < SPELT.length; i++) {
            enter(i + 1, SPELT[i]);
            enter(i + 1 | LOWER_CASE, SPELT[i].toLowerCase(Locale.ROOT).intern());
        }
    }

    private KnownFields() {}

    private static void enter(int code, String name) {
        NAMES[code] = name;
        CODES.put(name, code);
    }

    static int code(String name) {
        return CODES.getOrDefault(name, LITERAL);
    }

    /** The name of a code from 1 to 255, or null if it has none. */
    static @Nullable String name(int code) {
        return NAMES[code];
    }
}
