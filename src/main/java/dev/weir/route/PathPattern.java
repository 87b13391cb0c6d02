package dev.weir.route;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern over paths, segment by segment: {@code *} stands for any characters within a segment, none included;
 * {@code **} as a whole segment stands for any number of segments, none included.
 *
 * <p>So {@code /products/**} matches {@code /products}, {@code /products/} and {@code /products/1/reviews}, and does not
 * match {@code /productsale}. Stars that share a segment with other text ({@code **.css}) are one {@code *}.
 *
 * <p>Literal text is brought to the normal form of {@link NormalPath} once, so that an operator may write
 * {@code /café/**}. Matching allocates nothing. Its time is bounded by the product of the lengths of path and pattern,
 * whatever the client sends: only the last {@code **} and the last {@code *} are ever tried again.
 */
final class PathPattern {
    private final List<Segment> segments;

    private PathPattern(List<Segment> segments) {
        this.segments = segments;
    }

    static PathPattern of(String pattern) {
        String path = NormalPath.encode(pattern);
        List<Segment> segments = new ArrayList<>();
        for (int start = 1; start <= path.length(); ) {
            int end = segmentEnd(path, start);
            segments.add(new Segment(path.substring(start, end)));
            start = end + 1;
        }
        return new PathPattern(List.copyOf(segments));
    }

    boolean matches(String path) {
        int wanted = 0;
        int start = 1;
        int afterDeep = -1;
        int deepStart = 0;
        while (start <= path.length()) {
            if (wanted < segments.size() && segments.get(wanted).isDeep()) {
                afterDeep = ++wanted;
                deepStart = start;
                if (wanted == segments.size()) {
                    return true;
                }
                continue;
            }
            int end = segmentEnd(path, start);
            if (wanted < segments.size() && segments.get(wanted).matches(path, start, end)) {
                wanted++;
                start = end + 1;
            } else if (afterDeep >= 0) {
                wanted = afterDeep;
                deepStart = segmentEnd(path, deepStart) + 1;
                start = deepStart;
            } else {
                return false;
            }
        }
        while (wanted < segments.size() && segments.get(wanted).isDeep()) {
            wanted++;
        }
        return wanted == segments.size();
    }

    private static int segmentEnd(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }

    /** One segment of a pattern. */
    private record Segment(String text, boolean isDeep, boolean isLiteral) {
        Segment(String text) {
            this(text, text.equals("**"), text.indexOf('*') < 0);
        }

        boolean matches(String path, int start, int end) {
            if (isLiteral) {
                return end - start == text.length() && path.startsWith(text, start);
            }
            int at = start;
            int wanted = 0;
            int afterStar = -1;
            int starAt = 0;
            while (at < end) {
                if (wanted < text.length() && text.charAt(wanted) == '*') {
                    afterStar = ++wanted;
                    starAt = at;
                } else if (wanted < text.length() && text.charAt(wanted) == path.charAt(at)) {
                    wanted++;
                    at++;
                } else if (afterStar >= 0) {
                    wanted = afterStar;
                    at = ++starAt;
                } else {
                    return false;
                }
            }
            while (wanted < text.length() && text.charAt(wanted) == '*') {
                wanted++;
            }
            return wanted == text.length();
        }
    }
}
