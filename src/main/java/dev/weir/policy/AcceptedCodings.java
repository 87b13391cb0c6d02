package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The content codings a request leaves to choose from, in one of four spellings (RFC 9110 §12.5.3): nothing but identity;
 * gzip; gzip and br; gzip, br and zstd.
 *
 * <p>Each class holds the one before, so that a client falls into the largest of which it takes every coding. Whoever
 * takes br but not gzip is given identity, and so is a client that refuses identity, to which a server may send it all
 * the same. In return a thousand spellings make at most four variants. The fill is sent the class, never the client's own
 * spelling: what it brings must suit all others of the class.
 */
final class AcceptedCodings {
    private static final String IDENTITY = "identity";
    private static final String GZIP = "gzip";
    private static final String GZIP_BR = "gzip, br";
    private static final String GZIP_BR_ZSTD = "gzip, br, zstd";

    private boolean others;
    private @Nullable Boolean gzip;
    private @Nullable Boolean br;
    private @Nullable Boolean zstd;

    private AcceptedCodings() {}

    /** Without the field too: it allows any coding, of which identity is one. */
    static String of(Headers request) {
        String sole = request.get(FieldNames.ACCEPT_ENCODING);
        if (sole == null) {
            return IDENTITY;
        }
        List<String> lines = request.all(FieldNames.ACCEPT_ENCODING);
        String usual = lines.size() == 1 ? usual(sole) : null;
        return usual == null ? read(lines) : usual;
    }

    /** What browsers send, without a look at each member. */
    private static @Nullable String usual(String value) {
        return switch (value) {
            case "gzip, deflate, br, zstd" -> GZIP_BR_ZSTD;
            case "gzip, deflate, br" -> GZIP_BR;
            case "gzip, deflate", GZIP -> GZIP;
            default -> null;
        };
    }

    private static String read(List<String> lines) {
        AcceptedCodings accepted = new AcceptedCodings();
        Text.pieces(lines, ',').forEach(accepted::add);
        if (!accepted.takes(accepted.gzip)) {
            return IDENTITY;
        }
        if (!accepted.takes(accepted.br)) {
            return GZIP;
        }
        return accepted.takes(accepted.zstd) ? GZIP_BR_ZSTD : GZIP_BR;
    }

    private void add(String member) {
        Weighted weighted = Weighted.of(member);
        boolean taken = weighted != null && weighted.thousandths() > 0;
        int end = member.indexOf(';');
        String coding = Text.trim(end < 0 ? member : member.substring(0, end)).toLowerCase(Locale.ROOT);
        switch (coding) {
            case "*" -> others = taken;
            case GZIP, "x-gzip" -> gzip = both(gzip, taken);
            case "br" -> br = both(br, taken);
            case "zstd" -> zstd = both(zstd, taken);
            default -> {}
        }
    }

    /** A coding that one member takes and another refuses is refused. */
    private static boolean both(@Nullable Boolean before, boolean taken) {
        return taken && (before == null || before);
    }

    private boolean takes(@Nullable Boolean named) {
        return named == null ? others : named;
    }
}
