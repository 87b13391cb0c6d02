package dev.weir.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of the file as a report may show them. */
final class Shown {
    static final String MASK = "***";

    private static final int MAX_LENGTH = 80;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");
    private static final Pattern WITHOUT_SECRET =
            Pattern.compile("(?:[A-Za-z+]{1,10}://)?[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d{0,5})?(?:/[A-Za-z0-9/]*)?");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z+]{1,10}://");

    private Shown() {}

    static String clipped(String text) {
        String visible = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + '…';
        return UNPRINTABLE.matcher(visible).replaceAll("\uFFFD");
    }

    /** An address without what may be a password: a malformed one hides it in unforeseen places, so only scheme and host are kept. */
    static String address(String text) {
        if (WITHOUT_SECRET.matcher(text).matches()) {
            return text;
        }
        Matcher scheme = SCHEME.matcher(text);
        String start = scheme.lookingAt() ? scheme.group() : "";
        String host = text.substring(text.lastIndexOf('@') + 1);
        boolean isHost = text.contains("@") && WITHOUT_SECRET.matcher(host).matches();
        return start + MASK + (isHost ? '@' + host : "");
    }
}
