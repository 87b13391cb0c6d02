package dev.weir.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a configuration whole: YAML 1.2 in, settings or every mistake out. Never throws, whatever the text.
 *
 * <p>Stateless apart from the environment; any thread may call it. Reading a file blocks.
 */
public final class ConfigReader {
    /** A hand-written configuration is a few KiB; a file beyond this is something else given by accident. */
    static final int MAX_BYTES = 1 << 20;

    private final Function<String, @Nullable String> environment;

    /** @param environment the value of a variable, or null if it is not set */
    public ConfigReader(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    public Configuration read(Path file) {
        String name = file.toString();
        try (InputStream content = Files.newInputStream(file)) {
            return read(name, content.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException missing) {
            return refused(name, "no such file", "a configuration file");
        } catch (IOException unreadable) {
            return refused(name, "cannot be read: " + unreadable.getMessage(), "a readable configuration file");
        }
    }

    /** @param file the name that mistakes are reported under */
    public Configuration read(String file, byte[] content) {
        if (content.length > MAX_BYTES) {
            return refused(file, "more than 1MiB", "at most 1MiB");
        }
        try {
            return read(
                    file,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException malformed) {
            return refused(file, "not UTF-8", "a text in UTF-8");
        }
    }

    private Configuration read(String file, String text) {
        Reading reading = new Reading(file, new Variables(environment));
        @Nullable Node root = YamlText.compose(reading, text);
        if (root != null) {
            WeirSettings settings = new Value(reading, "", reading.placeOf(root), root).section(WeirSection::read);
            if (reading.isSound("")) {
                return new Configuration.Accepted(settings, reading.written());
            }
        }
        return new Configuration.Refused(reading.mistakes());
    }

    private static Configuration refused(String file, String found, String expected) {
        return new Configuration.Refused(List.of(new Mistake(Place.whole(file), "", found, expected, null)));
    }
}
