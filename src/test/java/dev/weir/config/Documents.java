package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Configurations for tests: read from text, or made of a template with one place filled in. */
final class Documents {
    static final Map<String, String> ENVIRONMENT = Map.of("PORT", "9000", "EMPTY", "", "SECRET", "s3cret word");

    private static final Map<String, String> STANDARD = Map.of(
            "TOP", "namespace: shop",
            "ORIGIN", "{ simulated: {} }",
            "MATCH", "{ path: /** }",
            "CACHE", "on");

    private static final String TEMPLATE = """
            TOP
            origins: { o: ORIGIN }
            routes: [ { name: r, match: MATCH, origin: o, cache: CACHE } ]
            """;

    private Documents() {}

    static Configuration read(String yaml) {
        return new ConfigReader(ENVIRONMENT::get).read("weir.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    static WeirSettings settings(String yaml) {
        Configuration configuration = read(yaml);
        assertThat(configuration).isInstanceOf(Configuration.Accepted.class);
        return ((Configuration.Accepted) configuration).settings();
    }

    static List<String> mistakes(String yaml) {
        return switch (read(yaml)) {
            case Configuration.Accepted accepted -> List.of();
            case Configuration.Refused refused ->
                refused.mistakes().stream().map(Mistake::toString).toList();
        };
    }

    /** The template with {@code text} at a place: TOP, ORIGIN, MATCH or CACHE. */
    static String with(String place, String text) {
        String document = TEMPLATE;
        for (var standard : STANDARD.entrySet()) {
            String filling = standard.getKey().equals(place) ? text : standard.getValue();
            document = document.replace(standard.getKey(), filling);
        }
        return document;
    }

    /** The documents of a corpus file, one a line. */
    static Stream<String> corpus(String name) {
        return resource("/config/" + name)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Documents::document);
    }

    static String resource(String name) {
        try (InputStream content = Documents.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String document(String line) {
        String[] parts = line.split(" ", 2);
        String text = parts.length == 1 ? "" : parts[1];
        return parts[0].equals("WHOLE") ? text : with(parts[0], text);
    }
}
