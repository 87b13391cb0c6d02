package dev.weir.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/**
 * Who the gateway is to a server of Redis. Never shown.
 *
 * @param user empty for the default user
 * @param password empty for none
 */
record Credentials(String user, String password) {
    static final Credentials NONE = new Credentials("", "");

    /** Of the part of a URI before the {@code @}, percent-encoded; a plus sign is one. */
    static Credentials of(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? NONE
                : new Credentials(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    boolean isNone() {
        return password.isEmpty();
    }

    Credentials or(Credentials other) {
        return isNone() ? other : this;
    }

    @Override
    public String toString() {
        return isNone() ? "none" : "***";
    }
}
