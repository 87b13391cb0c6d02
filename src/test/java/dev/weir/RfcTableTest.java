package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.scenarios.Catalogue;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the tables of requirements against the tests: one table an RFC, one row a normative sentence that concerns a
 * shared cache, and to each either the test that proves it or the reason why there is none.
 *
 * <p>The sentence is the RFC's own, references and what "…" stands for left out; a sentence that asks for several things
 * has a row for each. Its level is its key word, or {@code STATED} where the RFC binds without one. A test is named
 * {@code Class#method}, or {@code scenario: } and its name.
 */
class RfcTableTest {
    private static final Path TABLES = Path.of("src/test/resources/rfc");
    private static final String HEAD = "section,level,sentence,test,reason";
    private static final String SCENARIO = "scenario: ";
    private static final int LONGEST_SENTENCE = 300;
    private static final Pattern LEVEL = Pattern.compile("(MUST|SHOULD)( NOT)?|MAY|RECOMMENDED|OPTIONAL|STATED");
    private static final Pattern CELL = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))(?:,|$)");
    private static final Pattern TEST_ANNOTATION =
            Pattern.compile("Test|ParameterizedTest|TestFactory|Property|Example");

    private record Row(String section, String level, String sentence, String test, String reason) {}

    @TestFactory
    Stream<DynamicTest> everyRow_hasItsTestOrItsReason() throws IOException, URISyntaxException {
        Set<String> known = new HashSet<>(testMethods(""));
        Catalogue.names().forEach(name -> known.add(SCENARIO + name));
        try (Stream<Path> tables = Files.list(TABLES)) {
            List<Path> all = tables.sorted().toList();
            assertThat(all).as("tables").isNotEmpty();
            return all.stream()
                    .map(table -> DynamicTest.dynamicTest(
                            table.getFileName().toString(),
                            () -> assertThat(mistakes(table, known)).isEmpty()));
        }
    }

    private static List<String> mistakes(Path table, Set<String> known) throws IOException {
        List<String> lines = Files.readAllLines(table);
        assertThat(lines).as("lines of %s", table).hasSizeGreaterThan(1).startsWith(HEAD);
        List<String> mistakes = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Row row = row(line);
            if (!LEVEL.matcher(row.level()).matches()) {
                mistakes.add("level: " + line);
            }
            if (row.sentence().isBlank() || row.sentence().length() > LONGEST_SENTENCE) {
                mistakes.add("sentence: " + line);
            }
            if (row.test().isBlank() == row.reason().isBlank()) {
                mistakes.add("neither test nor reason, or both: " + line);
            }
            if (!row.test().isBlank() && !known.contains(row.test())) {
                mistakes.add("no such test: " + row.test());
            }
        }
        return mistakes;
    }

    private static Row row(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line);
        while (cells.size() < 5 && cell.find()) {
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
        }
        assertThat(cells).as("cells of: %s", line).hasSize(5);
        return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
    }

    /**
     * Each as {@code Class#method}, by the outermost class: those nested in it are chapters of it.
     *
     * @param folder of a package, or empty for all
     */
    static Set<String> testMethods(String folder) throws IOException, URISyntaxException {
        Path root = Path.of(RfcTableTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .flatMap(RfcTableTest::testMethodsOf)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> testMethodsOf(String className) {
        String outermost = className.substring(className.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
        return Arrays.stream(load(className).getDeclaredMethods())
                .filter(RfcTableTest::isTest)
                .map(method -> outermost + "#" + method.getName());
    }

    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> TEST_ANNOTATION
                        .matcher(annotation.annotationType().getSimpleName())
                        .matches());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, RfcTableTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
