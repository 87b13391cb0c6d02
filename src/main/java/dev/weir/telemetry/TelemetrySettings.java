package dev.weir.telemetry;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is logged, and where.
 *
 * @param accessLog null where requests are not logged
 */
public record TelemetrySettings(Logging logging, @Nullable AccessLog accessLog) {
    public static final TelemetrySettings STANDARD =
            new TelemetrySettings(new Logging(Format.TEXT, Level.INFO, Map.of()), null);

    /** How much of what happens is told. */
    public enum Level {
        OFF,
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** How a line of the log is written. */
    public enum Format {
        TEXT,
        JSON
    }

    /**
     * The log of the process, which goes to standard error.
     *
     * @param level of every logger that neither {@code levels} nor the build names
     * @param levels by the name of a logger, which is that of a class or package
     */
    public record Logging(Format format, Level level, Map<String, Level> levels) {}

    /** How a line of the access log is written. */
    public enum AccessFormat {
        COMBINED,
        JSON
    }

    /**
     * One line a request.
     *
     * @param to a file's name, or {@link #STDOUT}
     * @param sample share of the requests that are logged, from 0 to 1
     * @param routes whose requests are logged; empty for all, those without a route included
     */
    public record AccessLog(String to, AccessFormat format, double sample, Set<String> routes) {
        public static final String STDOUT = "stdout";
    }
}
