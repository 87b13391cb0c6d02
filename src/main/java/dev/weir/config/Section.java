package dev.weir.config;

import dev.weir.notation.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One mapping of the document. The keys it may have are those it is asked for, so that no list of them can go stale.
 *
 * <p>Where a value is wrong its getter reports and answers the fallback: reading goes on, to find the other mistakes.
 */
final class Section {
    private final Value self;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Place> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(Value self) {
        this.self = self;
    }

    static Section of(Value value) {
        Section section = new Section(value);
        if (value.node() instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else if (!value.isAbsent()) {
            value.report(value.kind(), "a mapping of keys to values");
        }
        return section;
    }

    private void add(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        Place place = self.reading().placeOf(key);
        Place first = keys.putIfAbsent(name, place);
        if (first == null) {
            Node node = tuple.getValueNode();
            values.put(
                    name, new Value(self.reading(), pathOf(name), self.reading().placeOf(node), node));
        } else {
            self.reading()
                    .report(new Mistake(
                            place, pathOf(name), "duplicate key", "once; it is on line " + first.line(), null));
        }
    }

    Value self() {
        return self;
    }

    Value at(String key) {
        asked.add(key);
        Value value = values.get(key);
        return value != null ? value : new Value(self.reading(), pathOf(key), self.place(), null);
    }

    /** Every key with its value, for sections whose keys are not fixed; those not of the form are reported. */
    Map<String, Value> entries(Form<String> form) {
        asked.addAll(values.keySet());
        values.forEach((key, value) -> {
            if (form.read(key).isEmpty()) {
                String better = form.nearest(key).orElse(null);
                report(key, "a key that is not allowed here", form.expected(), better);
            }
        });
        return values;
    }

    <T> Optional<T> find(String key, Form<T> form) {
        return at(key).as(form);
    }

    <T> T get(String key, Form<T> form, T fallback) {
        return find(key, form).orElse(fallback);
    }

    /** Reports an absent value, unless this section itself was reported as no mapping at all. */
    <T> T require(String key, Form<T> form, T placeholder) {
        Value value = at(key);
        if (value.isAbsent() && (self.isAbsent() || self.isMapping())) {
            value.report("missing", form.expected());
        }
        return value.as(form).orElse(placeholder);
    }

    /** The elements of a list, those that could be read; none if there is no list. */
    <T> List<T> list(String key, Form<T> form) {
        return at(key).items().stream().flatMap(item -> item.as(form).stream()).toList();
    }

    <T> T section(String key, Function<Section, T> reader) {
        return at(key).section(reader);
    }

    void reportUnknownKeys() {
        keys.keySet().forEach(key -> {
            if (!asked.contains(key)) {
                String known = "one of " + String.join(", ", asked);
                report(key, "unknown key", known, Nearest.to(key, asked).orElse(null));
            }
        });
    }

    private void report(String key, String found, String expected, @Nullable String suggestion) {
        Place place = keys.getOrDefault(key, self.place());
        self.reading().report(new Mistake(place, pathOf(key), found, expected, suggestion));
    }

    private String pathOf(String key) {
        return self.path().isEmpty() ? Shown.clipped(key) : self.path() + '.' + Shown.clipped(key);
    }
}
