package dev.weir.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.weir.telemetry.TelemetrySettings.Format;
import dev.weir.telemetry.TelemetrySettings.Level;
import dev.weir.telemetry.TelemetrySettings.Logging;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * How much the process logs, by logger, and in which form. Any thread.
 *
 * <p>The log is the process's, not one gateway's: where several run in one process, what the last one said holds.
 */
public final class LogLevels {
    /** What the API calls the logger above all others. */
    public static final String ROOT = "root";

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogLevels.class);

    private static final LogLevels OF_PROCESS = new LogLevels();

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Map<String, Level> inBuild = new HashMap<>(levels());
    private Logging applied = TelemetrySettings.STANDARD.logging();

    private LogLevels() {}

    public static LogLevels ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Makes the log as the configuration wants it, and takes back what was changed since; what says nothing new changes
     * nothing.
     */
    public synchronized void apply(Logging settings) {
        if (settings.equals(applied)) {
            return;
        }
        levels().keySet().forEach(name -> logger(name).setLevel(logback(inBuild.get(name))));
        if (settings.level() != TelemetrySettings.STANDARD.logging().level()) {
            logger(ROOT).setLevel(logback(settings.level()));
        }
        settings.levels().forEach((name, level) -> logger(name).setLevel(logback(level)));
        if (settings.format() != applied.format()) {
            use(settings.format());
        }
        applied = settings;
    }

    /** The loggers that have a level of their own, in alphabetical order; levels in lower case. */
    public synchronized Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        levels().forEach((name, level) -> words.put(name, level.name().toLowerCase(Locale.ROOT)));
        return words;
    }

    private Map<String, Level> levels() {
        Map<String, Level> levels = new HashMap<>();
        context.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .forEach(logger -> levels.put(nameOf(logger), levelOf(logger.getLevel())));
        return levels;
    }

    /**
     * Changes levels until the process ends or the configuration's change.
     *
     * @param wanted a level's word by name; null gives a logger that of the one above it, and the root that of the build
     */
    public synchronized void change(Map<String, @Nullable String> wanted) {
        wanted.forEach((name, word) -> {
            Level level = word == null ? null : Level.valueOf(word.toUpperCase(Locale.ROOT));
            boolean none = level == null && name.equals(ROOT);
            logger(name).setLevel(logback(none ? inBuild.getOrDefault(ROOT, Level.INFO) : level));
            LOG.info("Log level of {}: {}", name, word == null ? "as above it" : word);
        });
    }

    private Logger logger(String name) {
        return context.getLogger(name.equals(ROOT) ? org.slf4j.Logger.ROOT_LOGGER_NAME : name);
    }

    private static String nameOf(Logger logger) {
        return logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME) ? ROOT : logger.getName();
    }

    /** Every appender of the process that writes text writes the other form from the next line on. */
    private void use(Format format) {
        logger(ROOT).iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                stream.setEncoder(encoder(format));
            }
        });
    }

    private Encoder<ILoggingEvent> encoder(Format format) {
        Encoder<ILoggingEvent> encoder =
                switch (format) {
                    case TEXT -> new LogText();
                    case JSON -> json();
                };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    /** A line holds what was said and nothing of how it came about. */
    private static JsonEncoder json() {
        JsonEncoder json = new JsonEncoder();
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        json.setWithMarkers(false);
        json.setWithMDC(false);
        json.setWithKVPList(false);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithFormattedMessage(true);
        return json;
    }

    private static ch.qos.logback.classic.@Nullable Level logback(@Nullable Level level) {
        return level == null ? null : ch.qos.logback.classic.Level.toLevel(level.name());
    }

    private static Level levelOf(ch.qos.logback.classic.Level level) {
        boolean all = level.toInt() < ch.qos.logback.classic.Level.TRACE_INT;
        return all ? Level.TRACE : Level.valueOf(level.toString());
    }
}
