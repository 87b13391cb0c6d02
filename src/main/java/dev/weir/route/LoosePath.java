package dev.weir.route;

/**
 * A path as the loosest of servers reads it: one that decodes what was encoded twice or too long, takes a backslash or an
 * encoded slash for a slash, and reads no further than a NUL.
 *
 * <p>A path whose dot segments only such a server sees ({@code /static/..%2faccount}, {@code /static/%252e%252e/account},
 * {@code /static/..\account}) is sent by nobody who means well: what it leads to is not what its route was written for.
 */
final class LoosePath {
    /** Encodings within encodings that are looked into. */
    private static final int MOST_ROUNDS = 4;

    private LoosePath() {}

    /** Whether it climbs, or ends early, only when read so. */
    static boolean hidesItsMeaning(String path) {
        String loose = path;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String decoded = decoded(loose);
            if (decoded.equals(loose)) {
                break;
            }
            loose = decoded;
        }
        return !loose.equals(path) && (hasControl(loose) || dotSegments(loose) > dotSegments(NormalPath.decoded(path)));
    }

    private static String decoded(String path) {
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int octet = PercentEncoding.octetAt(path, i);
            int next = octet < 0 ? -1 : PercentEncoding.octetAt(path, i + 3);
            int overlong = overlong(octet, next);
            if (overlong >= 0) {
                decoded.append((char) overlong);
                i += 5;
            } else if (octet >= 0) {
                decoded.append((char) octet);
                i += 2;
            } else {
                decoded.append(path.charAt(i));
            }
        }
        return decoded.toString().replace('\\', '/');
    }

    /** ASCII in two bytes of UTF-8, where one would do; -1 for anything else. */
    private static int overlong(int first, int second) {
        boolean isTwo = (first == 0xc0 || first == 0xc1) && second >= 0x80 && second < 0xc0;
        return isTwo ? ((first & 1) << 6) | (second & 0x3f) : -1;
    }

    private static boolean hasControl(String path) {
        return path.chars().anyMatch(c -> c < ' ');
    }

    private static int dotSegments(String path) {
        int dots = 0;
        for (String segment : path.split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            dots += name.equals(".") || name.equals("..") ? 1 : 0;
        }
        return dots;
    }
}
