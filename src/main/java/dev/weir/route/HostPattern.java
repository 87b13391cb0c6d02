package dev.weir.route;

import dev.weir.message.Authority;

/**
 * A pattern over host names, without regard to letter case, port and trailing dot: a name, or {@code *.} and a name for
 * any of its subdomains at any depth, the name itself not included; {@code *} for every host.
 *
 * <p>Matching allocates nothing.
 */
final class HostPattern {
    private final String name;
    private final boolean isSuffix;

    private HostPattern(String name, boolean isSuffix) {
        this.name = name;
        this.isSuffix = isSuffix;
    }

    static HostPattern of(String pattern) {
        boolean isSuffix = pattern.startsWith("*");
        return new HostPattern(isSuffix ? pattern.substring(1) : pattern, isSuffix);
    }

    boolean matches(String authority) {
        int end = Authority.hostEnd(authority);
        if (end > 0 && authority.charAt(end - 1) == '.') {
            end--;
        }
        int start = end - name.length();
        boolean fits = isSuffix ? start > 0 : start == 0;
        return fits && authority.regionMatches(true, start, name, 0, name.length());
    }
}
