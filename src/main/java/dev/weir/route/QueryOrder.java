package dev.weir.route;

/**
 * Whether sorting leaves a query as it is: its names ascend already, or one of them may not move. Most queries are written
 * by programs and come in one order, so that this is asked first; it allocates nothing.
 */
final class QueryOrder {
    private QueryOrder() {}

    static boolean isKept(String query) {
        if (query.indexOf(';') >= 0) {
            return true;
        }
        boolean ascending = true;
        int before = 0;
        for (int start = 0; start <= query.length(); start = endOf('&', query, start) + 1) {
            int end = nameEnd(query, start);
            if (!isPlain(query, start, end)) {
                return true;
            }
            ascending = ascending && compare(query, before, start) <= 0;
            before = start;
        }
        return ascending;
    }

    /** A name of which no server makes another. */
    static boolean isPlain(String query, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isPlain(query.charAt(i))) {
                return false;
            }
        }
        return start < end;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static int nameEnd(String query, int start) {
        return Math.min(endOf('=', query, start), endOf('&', query, start));
    }

    private static int endOf(char mark, String query, int start) {
        int at = query.indexOf(mark, start);
        return at < 0 ? query.length() : at;
    }

    /** The plain names that start there, without regard to case. */
    private static int compare(String query, int a, int b) {
        int lengthOfA = nameEnd(query, a) - a;
        int lengthOfB = nameEnd(query, b) - b;
        for (int i = 0; i < Math.min(lengthOfA, lengthOfB); i++) {
            int difference = Character.toLowerCase(query.charAt(a + i)) - Character.toLowerCase(query.charAt(b + i));
            if (difference != 0) {
                return difference;
            }
        }
        return lengthOfA - lengthOfB;
    }
}
