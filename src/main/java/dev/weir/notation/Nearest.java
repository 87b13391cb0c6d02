package dev.weir.notation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The known word that a wrong one probably meant: fewest insertions, deletions, replacements and swaps of neighbours
 * (optimal string alignment), at most one for every three letters, not counting case and the style of hyphens.
 */
public final class Nearest {
    private Nearest() {}

    /** Nothing where no known word is near enough. */
    public static Optional<String> to(String wrong, Collection<String> known) {
        String plain = plain(wrong);
        return known.stream()
                .filter(word -> Math.abs(word.length() - wrong.length()) <= tolerance(word))
                .filter(word -> distance(plain, plain(word)) <= tolerance(word))
                .min(Comparator.comparingInt(word -> distance(plain, plain(word))));
    }

    private static int tolerance(String word) {
        return Math.max(1, word.length() / 3);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, edits);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] edits) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
