package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    private static final String FIVE_MISTAKES = """
            listen: { port: 80800 }
            redis:
              comand-timeout: 200ms
            origins:
              catalogue:
                servers: [ "http://127.0.0.1:9000" ]
            routes:
              - name: products
                match: { path: "products/**" }
                origin: catalog
                cache:
                  default-ttl: 30
            """;

    @Test
    void fiveMistakes_areAllReportedWithLinesAndSuggestions() {
        assertThat(Documents.mistakes(FIVE_MISTAKES))
                .containsExactly(
                        "weir.yaml:1: listen.port: 80800 (expected: a whole number from 0 to 65535)",
                        "weir.yaml:3: redis.comand-timeout: unknown key (expected: one of topology, endpoints,"
                                + " master-name, user, password, password-file, tls, read-from, required,"
                                + " command-timeout, max-in-flight, purge-replicas, purge-log; did you mean command-timeout?)",
                        "weir.yaml:9: routes[0].match.path: products/** (expected: a path such as /products/**,"
                                + " without query, ** only as a whole segment; did you mean /products/**?)",
                        "weir.yaml:10: routes[0].origin: catalog (expected: the name of an origin: catalogue;"
                                + " did you mean catalogue?)",
                        "weir.yaml:12: routes[0].cache.default-ttl: 30 (expected: a duration such as 250ms, 5s, 2m,"
                                + " 1h, 7d; did you mean 30s?)");
    }

    @Test
    void mistake_knowsItsColumn() {
        Configuration configuration = Documents.read(Documents.with("TOP", "listen: { port: x }"));
        assertThat(configuration)
                .isInstanceOfSatisfying(
                        Configuration.Refused.class,
                        refused -> assertThat(refused.mistakes())
                                .extracting(Mistake::place)
                                .containsExactly(new Place("weir.yaml", 1, 17)));
    }

    @Test
    void duplicateKey_isReportedAtTheSecondAndNamesTheFirst() {
        assertThat(Documents.mistakes(Documents.with("TOP", "namespace: a\nlisten: {}\nnamespace: b")))
                .containsExactly("weir.yaml:3: namespace: duplicate key (expected: once; it is on line 1)");
    }

    @Test
    void missingKeys_areReportedWhereTheyBelong() {
        assertThat(Documents.mistakes("origins: { o: { simulated: {} } }\nroutes:\n  - cache: off\n"))
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(" (")))
                .containsExactly(
                        "weir.yaml:3: routes[0].name: missing",
                        "weir.yaml:3: routes[0].match.path: missing",
                        "weir.yaml:3: routes[0].origin: missing");
    }

    @Test
    void namelessDocuments_sayWhatIsNeeded() {
        assertThat(Documents.mistakes(""))
                .containsExactly("weir.yaml: empty (expected: at least one origin and one route)");
        assertThat(Documents.mistakes("{}"))
                .containsExactly(
                        "weir.yaml:1: origins: none (expected: at least one origin)",
                        "weir.yaml:1: routes: none (expected: at least one route)");
    }

    @Test
    void syntaxError_isOneMistakeWithItsLineAndWithoutAnExcerpt() {
        assertThat(Documents.mistakes("listen: {}\nadmin: { token: s3cret\nroutes: []\n"))
                .singleElement()
                .asString()
                .startsWith("weir.yaml:3: ")
                .endsWith(" (expected: YAML 1.2)")
                .doesNotContain("s3cret");
    }

    @Test
    void unprintableCharacter_isNamedWithItsLine() {
        assertThat(Documents.mistakes("listen: {}\nnamespace: \u0007\n"))
                .containsExactly("weir.yaml:2: character U+0007 is not allowed (expected: YAML 1.2)");
    }

    @Test
    void mistakesOfTheBytes_areReportedForTheFile() {
        ConfigReader reader = new ConfigReader(name -> null);
        assertThat(reader.read("weir.yaml", new byte[] {'a', (byte) 0xff}))
                .isEqualTo(refused("not UTF-8", "a text in UTF-8"));
        assertThat(reader.read("weir.yaml", new byte[(1 << 20) + 1]))
                .isEqualTo(refused("more than 1MiB", "at most 1MiB"));
    }

    @Test
    void file_isReadUnderItsOwnName(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("weir.yaml");
        ConfigReader reader = new ConfigReader(name -> null);
        assertThat(reader.read(file).toString()).contains("no such file");
        assertThat(reader.read(folder).toString()).contains("cannot be read");
        Files.writeString(file, Documents.with("TOP", ""), StandardCharsets.UTF_8);
        assertThat(reader.read(file)).isInstanceOf(Configuration.Accepted.class);
    }

    private static Configuration refused(String found, String expected) {
        return new Configuration.Refused(List.of(new Mistake(Place.whole("weir.yaml"), "", found, expected, null)));
    }
}
