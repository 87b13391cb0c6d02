package dev.weir.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** One reading of one file: where its mistakes gather, so that all of them come in one report. */
final class Reading {
    private static final Pattern ROUTE = Pattern.compile("^routes\\[\\d+]");

    private final String file;
    private final Variables variables;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, String> written = new LinkedHashMap<>();

    Reading(String file, Variables variables) {
        this.file = file;
        this.variables = variables;
    }

    String file() {
        return file;
    }

    Variables variables() {
        return variables;
    }

    void report(Mistake mistake) {
        mistakes.add(mistake);
    }

    void wrote(String path, String shown) {
        written.put(path, shown);
    }

    /** Every value that was read, by its path; routes by their names, for their places change. */
    Map<String, String> written() {
        Map<String, String> named = new TreeMap<>();
        written.forEach((path, shown) -> {
            Matcher route = ROUTE.matcher(path);
            String name = route.find() ? written.get(route.group() + ".name") : null;
            named.put(name == null ? path : "routes." + name + path.substring(route.end()), shown);
        });
        return named;
    }

    /** Whether nothing is wrong at this path or below it, so that a check of several values may build on it. */
    boolean isSound(String path) {
        return mistakes.stream().noneMatch(mistake -> isAtOrBelow(mistake.path(), path));
    }

    List<Mistake> mistakes() {
        return mistakes.stream()
                .sorted(Comparator.comparingInt(
                                (Mistake mistake) -> mistake.place().line())
                        .thenComparingInt(mistake -> mistake.place().column()))
                .toList();
    }

    Place placeOf(Node node) {
        return node.getStartMark().map(this::placeOf).orElseGet(() -> Place.whole(file));
    }

    Place placeOf(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static boolean isAtOrBelow(String path, String ancestor) {
        return ancestor.isEmpty()
                || path.equals(ancestor)
                || path.startsWith(ancestor + '.')
                || path.startsWith(ancestor + '[');
    }
}
