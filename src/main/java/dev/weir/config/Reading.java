package dev.weir.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** One reading of one file: where its mistakes gather, so that all of them come in one report. */
final class Reading {
    private final String file;
    private final Variables variables;
    private final List<Mistake> mistakes = new ArrayList<>();

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
