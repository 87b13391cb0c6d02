package dev.weir.load;

import java.time.Duration;

/** What a run is told by {@code -D}; each name is explained in README.md. */
final class Setting {
    private Setting() {}

    static String text(String name, String otherwise) {
        return System.getProperty(name, otherwise);
    }

    static int number(String name, int otherwise) {
        return Integer.getInteger(name, otherwise);
    }

    static Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }
}
