package dev.weir.config;

import dev.weir.notation.Nearest;
import dev.weir.route.RouteSettings;
import dev.weir.telemetry.TelemetrySettings;
import dev.weir.telemetry.TelemetrySettings.AccessFormat;
import dev.weir.telemetry.TelemetrySettings.AccessLog;
import dev.weir.telemetry.TelemetrySettings.Format;
import dev.weir.telemetry.TelemetrySettings.Level;
import dev.weir.telemetry.TelemetrySettings.Logging;
import dev.weir.telemetry.TelemetrySettings.Tracing;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code logging}, {@code access-log} and {@code tracing}: what is told of what happens. */
final class TelemetrySection {
    private static final Logging STANDARD = TelemetrySettings.STANDARD.logging();

    private static final Form<Level> LEVEL = Choices.of(
            "off, error, warn, info, debug or trace",
            Map.of(
                    "off", Level.OFF,
                    "error", Level.ERROR,
                    "warn", Level.WARN,
                    "info", Level.INFO,
                    "debug", Level.DEBUG,
                    "trace", Level.TRACE));
    private static final Form<Format> FORMAT =
            Choices.of("text or json", Map.of("text", Format.TEXT, "json", Format.JSON));
    private static final Form<String> LOGGER =
            Texts.matching("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*){0,20}", "the name of a class or package");
    private static final Form<AccessFormat> ACCESS_FORMAT =
            Choices.of("combined or json", Map.of("combined", AccessFormat.COMBINED, "json", AccessFormat.JSON));
    private static final Form<String> TARGET = Form.of(
            "stdout, or a file in a directory that exists",
            text -> Optional.of(text)
                    .filter(name -> name.equals(AccessLog.STDOUT) || Files.isDirectory(directoryOf(name))));

    private static final Form<String> COLLECTOR =
            Texts.matching("https?://[^\\s@?#]+", "an OTLP endpoint such as http://127.0.0.1:4318/v1/traces");

    private TelemetrySection() {}

    static TelemetrySettings read(Section root, List<RouteSettings> routes) {
        Logging logging = root.section("logging", TelemetrySection::logging);
        Value access = root.at("access-log");
        @Nullable AccessLog log = access.isAbsent() ? null : access.section(section -> accessLog(section, routes));
        Value tracing = root.at("tracing");
        return new TelemetrySettings(
                logging, log, tracing.isAbsent() ? null : tracing.section(TelemetrySection::tracing));
    }

    private static Logging logging(Section logging) {
        Map<String, Level> levels = new LinkedHashMap<>();
        logging.section("levels", section -> section.entries(LOGGER))
                .forEach((name, value) -> value.as(LEVEL).ifPresent(level -> levels.put(name, level)));
        return new Logging(
                logging.get("format", FORMAT, STANDARD.format()),
                logging.get("level", LEVEL, STANDARD.level()),
                Map.copyOf(levels));
    }

    private static AccessLog accessLog(Section access, List<RouteSettings> routes) {
        return new AccessLog(
                access.get("to", TARGET, AccessLog.STDOUT),
                access.get("format", ACCESS_FORMAT, AccessFormat.COMBINED),
                access.get("sample", Numbers.RATE, 1.0),
                Set.copyOf(access.list("routes", routeOf(routes))));
    }

    private static Tracing tracing(Section tracing) {
        return new Tracing(
                tracing.get("endpoint", COLLECTOR, "http://127.0.0.1:4318/v1/traces"),
                tracing.get("service", Texts.NAMESPACE, "weir"),
                tracing.get("sample", Numbers.RATE, 0.01),
                tracing.get("delay", Durations.WAIT, Duration.ofSeconds(5)));
    }

    private static Form<String> routeOf(List<RouteSettings> routes) {
        List<String> names = routes.stream().map(RouteSettings::name).toList();
        return Form.of(
                        "the name of a route: " + String.join(", ", names),
                        text -> Optional.of(text).filter(names::contains))
                .suggesting(text -> Nearest.to(text, names));
    }

    private static Path directoryOf(String file) {
        try {
            Path parent = file.isBlank() ? null : Path.of(file).toAbsolutePath().getParent();
            return parent == null ? Path.of("/dev/null") : parent;
        } catch (InvalidPathException noName) {
            return Path.of("/dev/null");
        }
    }
}
