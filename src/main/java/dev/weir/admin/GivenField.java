package dev.weir.admin;

import dev.weir.message.FieldLines;

/** A field of a request as operators write it: {@code Name:value}. */
final class GivenField {
    static final String EXPECTED = "Name:value; Host comes from the URL";
    static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}";

    private GivenField() {}

    /** Whether it was one and could be added. */
    static boolean add(FieldLines.Builder fields, String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(0, colon));
        String value = line.substring(colon + 1).strip();
        boolean isField = name.matches(TOKEN)
                && !name.equalsIgnoreCase("host")
                && value.chars().allMatch(GivenField::isText);
        if (isField) {
            fields.add(name, value);
        }
        return isField;
    }

    /** What a field's value may hold (RFC 9110 §5.5). */
    private static boolean isText(int c) {
        return c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff);
    }
}
