package dev.weir.config;

import java.util.List;
import java.util.Map;

/** What became of a configuration that was read. */
public sealed interface Configuration {
    /** @param written every value that stands in the file, by its path, as a log may show it */
    record Accepted(WeirSettings settings, Map<String, String> written) implements Configuration {}

    /** @param mistakes every one, at least one, in the order of their lines */
    record Refused(List<Mistake> mistakes) implements Configuration {}
}
