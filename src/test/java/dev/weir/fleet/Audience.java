package dev.weir.fleet;

import java.util.Map;

/**
 * For whom the origin made a response: everyone, or every request with one value of one field. It is what the body says,
 * so that each body shows by itself whether it reached somebody else.
 *
 * @param field null for everyone
 * @param value empty where the request had no such field
 */
record Audience(String field, String value) {
    static final Audience ALL = new Audience(null, "");

    private static final String MARK = "for ";

    static Audience sharing(String field, Map<String, String> request) {
        return new Audience(field, request.getOrDefault(field, ""));
    }

    boolean includes(Map<String, String> request) {
        return field == null || request.getOrDefault(field, "").equals(value);
    }

    String body() {
        return MARK + (field == null ? "all" : field + "=" + value);
    }

    /** Of a body that the origin made, not the gateway. */
    static boolean isNamedIn(String body) {
        return body.startsWith(MARK);
    }

    static Audience of(String body) {
        String text = body.substring(MARK.length());
        int equals = text.indexOf('=');
        return equals < 0 ? ALL : new Audience(text.substring(0, equals), text.substring(equals + 1));
    }
}
