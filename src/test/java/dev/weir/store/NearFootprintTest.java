package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that the near store accounts for, against a live heap, each time in a process of its own. */
class NearFootprintTest {
    @ParameterizedTest
    @CsvSource({"50000, 0", "50000, 200", "40000, 1024", "5000, 16384"})
    void accountedBytes_areThoseOfTheHeap(int count, int content) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NearFootprint.class.getName(),
                        Integer.toString(count),
                        Integer.toString(content)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(process.waitFor()).as(printed).isZero();
        String[] figures = printed.split(" ");
        assertThat(figures[0]).isEqualTo(Integer.toString(count));
        double accounted = Double.parseDouble(figures[1]);
        double live = Double.parseDouble(figures[2]);
        assertThat(accounted / live)
                .as("%s responses, %s bytes accounted, %s live", (Object[]) figures)
                .isBetween(0.9, 1.1);
    }
}
