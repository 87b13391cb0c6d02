package dev.weir.policy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits the lines of a Cache-Control or Pragma field into directives (RFC 9111 §5.2).
 *
 * <p>Both forms of an argument are accepted. What is not well formed is handed on rather than dropped, because a
 * directive that forbids must not be lost to a stray byte: a name is the longest token at the start of a member, and
 * whatever else than an argument follows it makes the argument {@link #MALFORMED}.
 */
final class DirectiveReader {
    /** Stands for an argument that cannot be read; no number and no name. */
    static final String MALFORMED = "";

    /** Takes the directives in their order. */
    interface Sink {
        /**
         * @param name lower case
         * @param argument unquoted, or null if there is none
         */
        void directive(String name, @Nullable String argument);

        /** The same for an argument that stood in quotes, as a list of field names does. */
        default void quoted(String name, String argument) {
            directive(name, argument);
        }

        /** A quoted string does not end: nothing after it can be trusted. */
        void broken();
    }

    private final String line;
    private final Sink sink;
    private int at;

    private DirectiveReader(String line, Sink sink) {
        this.line = line;
        this.sink = sink;
    }

    static void read(List<String> lines, Sink sink) {
        for (int i = 0; i < lines.size(); i++) {
            new DirectiveReader(lines.get(i), sink).readLine();
        }
    }

    private void readLine() {
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ',' || Text.isSpace(c)) {
                at++;
            } else {
                readMember();
            }
        }
    }

    private void readMember() {
        int start = at;
        while (at < line.length() && Text.isTokenChar(line.charAt(at))) {
            at++;
        }
        String name = line.substring(start, at).toLowerCase(Locale.ROOT);
        if (at < line.length() && line.charAt(at) == '=') {
            at++;
            if (at < line.length() && line.charAt(at) == '"') {
                readQuoted(name);
            } else {
                sink.directive(name, restOfMember());
            }
        } else {
            sink.directive(name, restOfMember().isEmpty() ? null : MALFORMED);
        }
    }

    private void readQuoted(String name) {
        StringBuilder value = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                sink.quoted(name, restOfMember().isEmpty() ? value.toString() : MALFORMED);
                return;
            }
            if (c == '\\' && at + 1 < line.length()) {
                at++;
                c = line.charAt(at);
            }
            value.append(c);
        }
        sink.directive(name, MALFORMED);
        sink.broken();
    }

    private String restOfMember() {
        int start = at;
        int comma = line.indexOf(',', at);
        at = comma < 0 ? line.length() : comma;
        return Text.withoutTrailingSpace(line.substring(start, at));
    }
}
