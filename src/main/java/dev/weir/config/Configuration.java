package dev.weir.config;

import java.util.List;

/** What became of a configuration that was read. */
public sealed interface Configuration {
    record Accepted(WeirSettings settings) implements Configuration {}

    /** @param mistakes every one, at least one, in the order of their lines */
    record Refused(List<Mistake> mistakes) implements Configuration {}
}
