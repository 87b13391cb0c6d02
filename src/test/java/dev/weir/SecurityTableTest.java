package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the table of attacks against the tests: each row has its tests, and each test of {@code security} its row. */
class SecurityTableTest {
    private static final Path TABLE = Path.of("src/docs/security.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+#\\w+)`");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| attack |"))
                .toList();
    }

    private static List<String> tests(String row) {
        return TEST.matcher(row)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .toList();
    }

    @Test
    void everyRow_hasTestsThatExist() throws IOException, URISyntaxException {
        TreeSet<String> known = new TreeSet<>(RfcTableTest.testMethods(""));
        assertThat(rows())
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(tests(row)).as(row).isNotEmpty().allMatch(known::contains));
    }

    @Test
    void everyTest_standsInARow() throws IOException, URISyntaxException {
        TreeSet<String> missing = new TreeSet<>(RfcTableTest.testMethods("dev/weir/security"));
        rows().forEach(row -> tests(row).forEach(missing::remove));
        assertThat(missing).isEmpty();
    }
}
