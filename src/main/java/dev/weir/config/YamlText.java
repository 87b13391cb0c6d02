package dev.weir.config;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns text into a tree of nodes with marks.
 *
 * <p>Passes over the events first: composing recurses, so nesting must be known to be shallow before it starts.
 */
final class YamlText {
    private YamlText() {}

    /** The root, or null after reporting the one mistake that prevents it. */
    static @Nullable Node compose(Reading reading, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(reading.file()).build();
        try {
            YamlBounds bounds = new YamlBounds();
            for (var event : new Parse(settings).parseReader(new StringReader(text))) {
                if (!bounds.admit(event)) {
                    reading.report(mistake(
                            event.getStartMark().map(reading::placeOf).orElse(Place.whole(reading.file())),
                            bounds.found(),
                            YamlBounds.EXPECTED));
                    return null;
                }
            }
            Node root =
                    new Compose(settings).composeReader(new StringReader(text)).orElse(null);
            if (root == null) {
                reading.report(mistake(Place.whole(reading.file()), "empty", "at least one origin and one route"));
            }
            return root;
        } catch (YamlEngineException malformed) {
            reading.report(mistake(placeOf(malformed, reading, text), problem(malformed), "YAML 1.2"));
            return null;
        }
    }

    /** The parser's message without its excerpt of the text, which may show a secret. */
    private static String problem(YamlEngineException malformed) {
        return switch (malformed) {
            case MarkedYamlEngineException marked -> marked.getProblem();
            case ReaderException unprintable -> "character U+%04X is not allowed".formatted(unprintable.getCodePoint());
            default -> String.valueOf(malformed.getMessage());
        };
    }

    private static Place placeOf(YamlEngineException malformed, Reading reading, String text) {
        return switch (malformed) {
            case MarkedYamlEngineException marked ->
                marked.getProblemMark().map(reading::placeOf).orElse(Place.whole(reading.file()));
            case ReaderException unprintable -> placeOf(unprintable.getCodePoint(), reading.file(), text);
            default -> Place.whole(reading.file());
        };
    }

    /** The reader counts code points from the start of its buffer; the first occurrence is the one it met. */
    private static Place placeOf(int codePoint, String file, String text) {
        int index = Math.max(0, text.indexOf(codePoint));
        int line = (int) text.substring(0, index).lines().count();
        int lineStart = text.lastIndexOf('\n', index) + 1;
        return new Place(file, Math.max(1, index == lineStart ? line + 1 : line), index - lineStart + 1);
    }

    private static Mistake mistake(Place place, String found, String expected) {
        return new Mistake(place, "", found, expected, null);
    }
}
