package dev.weir.app;

import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import dev.weir.config.WeirSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The file that a configuration is read from, again and again. Reading blocks.
 *
 * @param overriding what the command line has said over the file
 * @param written what stood in it when the gateway was started, by path
 */
public record ConfigSource(
        Path file, ConfigReader reader, UnaryOperator<WeirSettings> overriding, Map<String, String> written) {
    public ConfigSource(Path file, ConfigReader reader, UnaryOperator<WeirSettings> overriding) {
        this(file, reader, overriding, Map.of());
    }

    /** The same, from which the gateway was started with these values. */
    public ConfigSource startedWith(Map<String, String> values) {
        return new ConfigSource(file, reader, overriding, values);
    }

    /** Whole and right, or every mistake. */
    public Configuration read() {
        return switch (reader.read(file)) {
            case Configuration.Accepted accepted ->
                new Configuration.Accepted(overriding.apply(accepted.settings()), accepted.written());
            case Configuration.Refused refused -> refused;
        };
    }

    /** What stands in it now; nothing where it cannot be read. */
    byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
