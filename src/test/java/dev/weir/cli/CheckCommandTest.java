package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void rightConfiguration_isCounted() {
        assertThat(run("check", "--config", "deploy/weir.yaml")).isZero();
        assertThat(out).hasToString(String.format("deploy/weir.yaml: ok, 2 routes, 2 origins%n"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrongConfiguration_isReportedWhole(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("weir.yaml"), "listen: { port: x }\norigin: {}\n");
        assertThat(run("check", "--config", file.toString())).isEqualTo(78);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(file + ":1: listen.port: x", "did you mean origins?", "4 mistakes");
    }

    @Test
    void missingFile_isAWrongConfiguration() {
        assertThat(run("check", "--config", "no-such.yaml")).isEqualTo(78);
        assertThat(err.toString()).startsWith("no-such.yaml: no such file");
    }

    @Test
    void wrongUsage_isAnsweredWithTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("chekc")).isEqualTo(2);
        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean", "--config");
    }

    @Test
    void help_namesTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("check", "78", "wrong configuration", "weir ");
    }

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
