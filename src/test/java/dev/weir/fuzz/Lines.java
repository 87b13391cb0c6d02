package dev.weir.fuzz;

import dev.weir.message.FieldLines;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An input as text, so that one can be read, written by hand and spliced: a block a message, a line a field. */
final class Lines {
    private Lines() {}

    /** Blocks end with an empty line; there are so many, the last of them with all the rest. */
    static List<List<String>> blocks(byte[] input, int count) {
        String[] blocks = Arrays.copyOf(new String(input, StandardCharsets.ISO_8859_1).split("\n\n", count), count);
        return Arrays.stream(blocks)
                .map(block -> block == null ? List.<String>of() : List.of(block.split("\n")))
                .toList();
    }

    /** {@code name:value} each; what has no name is left out. */
    static FieldLines fields(List<String> lines) {
        FieldLines.Builder fields = FieldLines.builder();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields.build();
    }
}
