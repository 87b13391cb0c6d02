package dev.weir.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads messages by the letter of RFC 9112, with nothing that a lenient parser adds but line ends before a
 * message: a second opinion on what stands on a
 * connection.
 */
final class StrictReader {
    /** A message with its start line, its field lines as they stand, and its content. */
    record Message(String start, List<String> fields, String content) {
        /** Lower case name and value of each line, without the space around the value. */
        List<String> named() {
            return fields.stream()
                    .map(line -> line.split(":", 2))
                    .map(line -> line[0].toLowerCase(Locale.ROOT) + ":" + trim(line[1]))
                    .toList();
        }

        private static String trim(String value) {
            return value.replaceAll("^[ \t]+|[ \t]+$", "");
        }

        /** Values of a field, without the space around them. */
        List<String> all(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return fields.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> trim(line.substring(prefix.length())))
                    .toList();
        }
    }

    private static final Pattern REQUEST_LINE =
            Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+ [\\x21-\\x7e]+ HTTP/1\\.[01]");
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] [1-9][0-9]{2} [\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern FIELD_LINE =
            Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+:[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,8}");

    private final String bytes;
    private int at;

    private StrictReader(byte[] bytes) {
        this.bytes = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The requests that stand there; nothing after the first that is not one. */
    static List<Message> requests(byte[] bytes) {
        return new StrictReader(bytes).read(REQUEST_LINE);
    }

    static List<Message> responses(byte[] bytes) {
        return new StrictReader(bytes).read(STATUS_LINE);
    }

    private List<Message> read(Pattern startLine) {
        List<Message> messages = new ArrayList<>();
        try {
            while (at < bytes.length()) {
                messages.add(message(startLine));
            }
        } catch (Refused refused) {
            return messages;
        }
        return messages;
    }

    private Message message(Pattern startLine) {
        while (at < bytes.length() && "\r\n".indexOf(bytes.charAt(at)) >= 0) {
            at++; // RFC 9112 §2.2
        }
        String start = line(startLine);
        List<String> fields = fields();
        Message head = new Message(start, fields, "");
        return new Message(start, fields, content(head));
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        while (!bytes.startsWith("\r\n", at)) {
            fields.add(line(FIELD_LINE));
        }
        at += 2;
        return fields;
    }

    private String content(Message head) {
        List<String> codings = head.all("transfer-encoding");
        List<String> lengths = head.all("content-length");
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !lengths.isEmpty() || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new Refused();
            }
            return chunks();
        }
        if (lengths.isEmpty()) {
            return "";
        }
        if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
            throw new Refused();
        }
        return take(Integer.parseInt(lengths.get(0)));
    }

    private String chunks() {
        StringBuilder content = new StringBuilder();
        int size = Integer.parseUnsignedInt(line(CHUNK_SIZE), 16);
        while (size != 0) {
            content.append(take(size));
            if (!take(2).equals("\r\n")) {
                throw new Refused();
            }
            size = Integer.parseUnsignedInt(line(CHUNK_SIZE), 16);
        }
        fields();
        return content.toString();
    }

    private String take(int length) {
        if (length < 0 || length > bytes.length() - at) {
            throw new Refused();
        }
        at += length;
        return bytes.substring(at - length, at);
    }

    private String line(Pattern form) {
        int end = bytes.indexOf("\r\n", at);
        Matcher line = form.matcher(bytes).region(at, Math.max(at, end));
        if (end < 0 || !line.matches()) {
            throw new Refused();
        }
        at = end + 2;
        return line.group();
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused() {
            super("not a message", null, false, false);
        }
    }
}
