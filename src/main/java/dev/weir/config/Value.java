package dev.weir.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the document, or the place where it could be: knows its path, and reports what is wrong with it.
 *
 * @param place the value's own, or that of the section that lacks it
 * @param node null if the value is absent
 */
record Value(
        Reading reading, String path, Place place, @Nullable Node node) {
    private static final int MAX_LENGTH = 4096;

    boolean isAbsent() {
        return node == null;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether nothing has been reported here or below so far. */
    boolean isSound() {
        return reading.isSound(path);
    }

    /** The same of the value below a key. */
    boolean isSound(String key) {
        return reading.isSound(path.isEmpty() ? key : path + '.' + key);
    }

    /** The value read by a form; nothing if it is absent or was reported. */
    <T> Optional<T> as(Form<T> form) {
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            report(kind(), form.expected());
            return Optional.empty();
        }
        if (scalar.getValue().length() > MAX_LENGTH) {
            report("a text of " + scalar.getValue().length() + " characters", form.expected());
            return Optional.empty();
        }
        return resolve(scalar.getValue()).flatMap(text -> read(scalar.getValue(), text, form));
    }

    /** The elements of a list; none if it is absent or was reported. */
    List<Value> items() {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            report(kind(), "a list");
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(new Value(reading, path + '[' + items.size() + ']', reading.placeOf(item), item));
        }
        return items;
    }

    /** Reads a mapping, then reports every key in it that {@code reader} did not ask for. */
    <T> T section(Function<Section, T> reader) {
        Section section = Section.of(this);
        T settings = reader.apply(section);
        section.reportUnknownKeys();
        return settings;
    }

    void report(String found, String expected) {
        report(found, expected, null);
    }

    void report(String found, String expected, @Nullable String suggestion) {
        reading.report(new Mistake(place, path, found, expected, suggestion));
    }

    /** What stands there, without showing it: it may be a secret in the wrong place. */
    String kind() {
        return switch (node) {
            case null -> "missing";
            case MappingNode mapping -> "a mapping";
            case SequenceNode list -> "a list";
            default -> node.getTag().equals(Tag.NULL) ? "nothing" : "a single value";
        };
    }

    private Optional<String> resolve(String raw) {
        return switch (reading.variables().resolve(raw)) {
            case Variables.Resolved resolved -> Optional.of(resolved.text());
            case Variables.Unset unset -> {
                unset.names()
                        .forEach(name -> report(
                                "${" + name + "}", "an environment variable that is set, or ${" + name + ":-default}"));
                yield Optional.empty();
            }
            case Variables.Malformed malformed -> {
                report("${ without a name and }", "${NAME} or ${NAME:-default}");
                yield Optional.empty();
            }
        };
    }

    /** Shows what is written in the file, not what the environment put in: that is where secrets come from. */
    private <T> Optional<T> read(String raw, String text, Form<T> form) {
        Optional<T> value = form.read(text);
        if (value.isEmpty()) {
            report(
                    Shown.clipped(form.shown().apply(raw)),
                    form.expected(),
                    form.nearest(raw).orElse(null));
        } else {
            reading.wrote(path, Shown.clipped(form.shown().apply(raw)));
        }
        return value;
    }
}
