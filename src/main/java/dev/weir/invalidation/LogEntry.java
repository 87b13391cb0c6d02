package dev.weir.invalidation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the purge log as it stands in a Redis stream: names and values in turn, to be read with {@code redis-cli}.
 *
 * <pre>
 * v 1                    version of this form; must come first
 * after 1764000000000000 the entry before this one, 0 if there was none; whoever has not applied that has missed some
 * by 1f3c9a02            the gateway that waits for a confirmation
 * was 1764000000000000   the id it had in a log that was lost
 * soft 1                 marks stale; hard without it
 * url http://shop.example/p/1
 * group products
 * group-of http://shop.example products
 * prefix http://shop.example/p/
 * all 1
 * start 1                the log begins: what was stored before is unknown
 * </pre>
 *
 * Several subjects may follow each other. An entry that this version cannot read purges everything, for it may mean
 * anything.
 *
 * @param after 0 if nothing was before it, -1 if it does not say
 * @param by node that appended it and waits, or null
 * @param was 0 unless it was appended again
 * @param start it begins the log, and nobody purged anything
 * @param purge what it takes out
 */
public record LogEntry(long after, @Nullable String by, long was, boolean start, Purge purge) {
    private static final String VERSION = "1";
    private static final Purge EVERYTHING = new Purge(List.of(new Subject.All()), false);
    private static final LogEntry UNREADABLE = new LogEntry(-1, null, 0, false, EVERYTHING);

    /** Reads names and values in turn; never fails. */
    public static LogEntry read(List<String> fields) {
        boolean known = fields.size() >= 4
                && fields.size() % 2 == 0
                && fields.get(0).equals("v")
                && fields.get(1).equals(VERSION);
        return known ? new Reader().read(fields) : UNREADABLE;
    }

    /** The fields of an entry that says so, but for {@code after}, which only the log itself knows. */
    public static List<String> write(Purge purge, @Nullable String by, long was) {
        List<String> fields = new ArrayList<>(List.of("v", VERSION));
        if (by != null) {
            fields.addAll(List.of("by", by));
        }
        if (was != 0) {
            fields.addAll(List.of("was", Long.toString(was)));
        }
        if (purge.soft()) {
            fields.addAll(List.of("soft", "1"));
        }
        purge.subjects().forEach(subject -> fields.addAll(write(subject)));
        return fields;
    }

    private static List<String> write(Subject subject) {
        return switch (subject) {
            case Subject.Uri uri -> List.of("url", uri.uri());
            case Subject.Group group ->
                group.origin() == null
                        ? List.of("group", group.name())
                        : List.of("group-of", group.origin() + ' ' + group.name());
            case Subject.Prefix prefix -> List.of("prefix", prefix.prefix());
            case Subject.All all -> List.of("all", "1");
        };
    }

    private static final class Reader {
        private final List<Subject> subjects = new ArrayList<>();
        private long after = -1;
        private long was;
        private @Nullable String by;
        private boolean soft;
        private boolean strange;
        private boolean start;

        LogEntry read(List<String> fields) {
            for (int i = 2; i < fields.size(); i += 2) {
                take(fields.get(i), fields.get(i + 1));
            }
            boolean sound = !strange && !subjects.isEmpty() && subjects.size() <= Purge.MOST_SUBJECTS;
            return new LogEntry(after, by, was, start, sound ? new Purge(subjects, soft) : EVERYTHING);
        }

        private void take(String name, String value) {
            switch (name) {
                case "after" -> after = number(value);
                case "was" -> was = number(value);
                case "by" -> by = value;
                case "soft" -> soft = value.equals("1");
                case "url" -> subjects.add(new Subject.Uri(value));
                case "group" -> subjects.add(new Subject.Group(null, value));
                case "group-of" -> groupOf(value);
                case "prefix" -> subjects.add(new Subject.Prefix(value));
                case "all" -> subjects.add(new Subject.All());
                case "start" -> {
                    start = true;
                    subjects.add(new Subject.All());
                }
                default -> strange = true;
            }
        }

        private void groupOf(String value) {
            int space = value.indexOf(' ');
            strange |= space <= 0;
            subjects.add(new Subject.Group(value.substring(0, Math.max(0, space)), value.substring(space + 1)));
        }

        private long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                strange = true;
                return -1;
            }
        }
    }
}
