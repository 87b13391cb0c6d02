package dev.weir.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is logged, and where.
 *
 * @param accessLog null where requests are not logged
 * @param tracing null where requests are not followed
 */
public record TelemetrySettings(
        Logging logging,
        @Nullable AccessLog accessLog,
        @Nullable Tracing tracing) {
    public static final TelemetrySettings STANDARD =
            new TelemetrySettings(new Logging(Format.TEXT, Level.INFO, Map.of()), null, null);

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

    /**
     * Requests are followed, and what was seen of them sent by OTLP over HTTP.
     *
     * @param endpoint where to, with the path
     * @param service by which they are known there
     * @param sample share of the requests that are followed where nobody before this gateway has decided, from 0 to 1
     * @param delay from the end of a request until it is sent, at most
     */
    public record Tracing(String endpoint, String service, double sample, Duration delay) {}
}
