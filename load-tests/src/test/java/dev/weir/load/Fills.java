package dev.weir.load;

import io.vertx.core.json.JsonObject;

/**
 * How often the origin was asked for what, by its own count.
 *
 * @param paths how many different ones below a prefix were asked for
 * @param mostOfOne how often the one asked for most was asked for
 */
record Fills(int paths, int mostOfOne) {

    static Fills of(String stats, String prefix) {
        JsonObject requests = new JsonObject(stats).getJsonObject("requests");
        int[] counts = requests.fieldNames().stream()
                .filter(name -> name.startsWith("GET " + prefix))
                .mapToInt(requests::getInteger)
                .sorted()
                .toArray();
        return new Fills(counts.length, counts.length == 0 ? 0 : counts[counts.length - 1]);
    }

    /** @throws IllegalStateException when the origin was asked for more or other things, or for one of them again */
    Fills requireEachOnce(int expected) {
        if (paths != expected || mostOfOne != 1) {
            throw new IllegalStateException("the origin was asked for %d, for one of them %d times (expected: %d, once)"
                    .formatted(paths, mostOfOne, expected));
        }
        return this;
    }
}
