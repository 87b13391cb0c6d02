package dev.weir.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws ranks from 1 to n, rank k with a probability in proportion to 1/k: how popular the things of a shop are. */
final class Zipf {
    private final double[] cumulative;

    Zipf(int n) {
        cumulative = new double[n];
        double sum = 0;
        for (int rank = 1; rank <= n; rank++) {
            sum += 1.0 / rank;
            cumulative[rank - 1] = sum;
        }
    }

    int draw(RandomGenerator random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
        return (found < 0 ? -found - 1 : found) + 1;
    }
}
