package dev.weir.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.weir.telemetry.TelemetrySettings.Format;
import dev.weir.telemetry.TelemetrySettings.Level;
import dev.weir.telemetry.TelemetrySettings.Logging;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log of the process, as its lines are written. */
class LogLevelsTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.weir.example");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    @BeforeEach
    void listen() {
        LogText text = new LogText();
        text.setContext(ROOT.getLoggerContext());
        text.start();
        appender.setContext(ROOT.getLoggerContext());
        appender.setEncoder(text);
        appender.setOutputStream(written);
        appender.start();
        ROOT.addAppender(appender);
    }

    @AfterEach
    void takeBack() {
        ROOT.detachAppender(appender);
        LogLevels.ofProcess().apply(TelemetrySettings.STANDARD.logging());
    }

    private String written() {
        String text = written.toString(UTF_8);
        written.reset();
        return text;
    }

    @Test
    void text_isOneLineAnEvent_whateverIsTold() {
        LOG.warn("told by {}", "a\r\n2026-01-01 ERROR forged\u001b[31m");
        assertThat(written())
                .matches("\\S+ WARN  example: told by a\\?\\?2026-01-01 ERROR forged\\?\\[31m\n")
                .hasLineCount(1);
    }

    @Test
    void json_isOneObjectALine_fromTheNextLineOn_andTextAgain() {
        LogLevels.ofProcess().apply(new Logging(Format.JSON, Level.INFO, Map.of("dev.weir.example", Level.DEBUG)));
        LOG.debug("told by {}", "a\"\r\nb");
        String line = written();
        assertThat(line).startsWith("{").endsWith("}\n").hasLineCount(1);
        JsonObject event = new JsonObject(line);
        assertThat(event.getString("level")).isEqualTo("DEBUG");
        assertThat(event.getString("loggerName")).isEqualTo("dev.weir.example");
        assertThat(event.getString("formattedMessage")).isEqualTo("told by a\"\r\nb");

        LogLevels.ofProcess().apply(TelemetrySettings.STANDARD.logging());
        LOG.debug("no more");
        LOG.warn("text");
        assertThat(written()).endsWith("WARN  example: text\n").hasLineCount(1);
    }
}
