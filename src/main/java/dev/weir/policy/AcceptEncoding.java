package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.policy.CachingRules.Coding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of content codings (RFC 9110 §12.5.3), as weights in thousandths; 0 is refused.
 *
 * <p>A weight that is none refuses its coding, and of a coding named twice the lower weight counts: the client then gets
 * more bytes, never some that it cannot read. Total, whatever the field holds.
 */
record AcceptEncoding(int gzip, int br, int zstd, int identity) {
    private static final int FULL = 1000;
    private static final int UNNAMED = -1;

    /** Without the field any coding would do; nobody who says nothing expects one. */
    private static final AcceptEncoding NOTHING = new AcceptEncoding(0, 0, 0, FULL);

    static AcceptEncoding of(Headers request) {
        return request.get(FieldNames.ACCEPT_ENCODING) == null
                ? NOTHING
                : read(request.all(FieldNames.ACCEPT_ENCODING));
    }

    private static AcceptEncoding read(List<String> lines) {
        int gzip = UNNAMED;
        int br = UNNAMED;
        int zstd = UNNAMED;
        int identity = UNNAMED;
        int others = UNNAMED;
        for (String member : Text.pieces(lines, ',')) {
            int semicolon = member.indexOf(';');
            String name = Text.trim(semicolon < 0 ? member : member.substring(0, semicolon));
            int weight = weight(member);
            switch (name.toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> gzip = lower(gzip, weight);
                case "br" -> br = lower(br, weight);
                case "zstd" -> zstd = lower(zstd, weight);
                case "identity" -> identity = lower(identity, weight);
                case "*" -> others = lower(others, weight);
                default -> {}
            }
        }
        int rest = Math.max(others, 0);
        // Identity is taken unless refused, but whoever does not name it would rather have what it names.
        int plain = others == UNNAMED ? 1 : others;
        return new AcceptEncoding(or(gzip, rest), or(br, rest), or(zstd, rest), or(identity, plain));
    }

    private static int lower(int known, int weight) {
        return known == UNNAMED ? weight : Math.min(known, weight);
    }

    private static int or(int weight, int unnamed) {
        return weight == UNNAMED ? unnamed : weight;
    }

    private static int weight(String member) {
        Weighted weighted = Weighted.of(member);
        return weighted == null ? 0 : weighted.thousandths();
    }

    /**
     * The coding of those offered that the client likes best, the first of several; null if it takes none of them.
     *
     * <p>Whoever takes zstd and not br, or br and not gzip, is given none of the two: a coding stands for a class of
     * clients that all take the ones before it too, so that there are four classes and no more.
     */
    @Nullable
    Coding best(List<Coding> offered) {
        Coding best = null;
        for (int i = 0; i < offered.size(); i++) {
            Coding coding = offered.get(i);
            if (weight(coding) > (best == null ? 0 : weight(best))) {
                best = coding;
            }
        }
        return best;
    }

    boolean prefersIdentityTo(Coding coding) {
        return identity > weight(coding);
    }

    private int weight(Coding coding) {
        return switch (coding) {
            case GZIP -> gzip;
            case BR -> gzip == 0 ? 0 : br;
            case ZSTD -> gzip == 0 || br == 0 ? 0 : zstd;
        };
    }
}
