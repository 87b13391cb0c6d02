package dev.weir.config;

import dev.weir.route.KeyRules;
import dev.weir.route.KeyRules.Query;
import java.util.List;
import java.util.Map;

/**
 * {@code key}: which inputs of a request are part of its cache key.
 *
 * @param body POST is looked up too, by its content
 */
record KeySection(KeyRules rules, boolean body) {
    private static final Form<Boolean> ALL =
            Choices.of("all, none or a list of names", Map.of("all", true, "none", false));

    static KeySection read(Section key) {
        Value query = key.at("query");
        List<String> only = query.isList() ? distinct(key.list("query", Texts.PARAMETER)) : List.of();
        boolean all = !query.isList() && query.as(ALL).orElse(true);
        KeyRules rules = new KeyRules(
                new Query(all, only, distinct(key.list("ignore", Texts.PARAMETERS))),
                distinct(key.list("headers", Texts.FIELD)),
                distinct(key.list("cookies", Texts.COOKIE)));
        return new KeySection(rules, key.get("body", Choices.SWITCH, false));
    }

    /** Sorted, so that two ways to write the same rules give the same key. */
    private static List<String> distinct(List<String> names) {
        return names.stream().distinct().sorted().toList();
    }
}
