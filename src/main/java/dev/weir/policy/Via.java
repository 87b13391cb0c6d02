package dev.weir.policy;

import dev.weir.message.Headers;

/** The marks that gateways leave on the messages they forward (RFC 9110 §7.6.3). */
public final class Via {
    private Via() {}

    /** How often a gateway of that name has forwarded the message already. */
    public static int marks(Headers message, String name) {
        if (message.get(FieldNames.VIA) == null) {
            return 0;
        }
        int marks = 0;
        for (String member : Text.pieces(message.all(FieldNames.VIA), ',')) {
            if (receivedBy(member).equalsIgnoreCase(name)) {
                marks++;
            }
        }
        return marks;
    }

    /** The second word; what follows it is a comment. */
    private static String receivedBy(String member) {
        String rest = Text.trim(member.substring(wordEnd(member)));
        return rest.substring(0, wordEnd(rest));
    }

    private static int wordEnd(String text) {
        int end = 0;
        while (end < text.length() && !Text.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
