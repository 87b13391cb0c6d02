package dev.weir.cli;

import dev.weir.app.ConfigSource;
import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import dev.weir.config.Mistake;
import dev.weir.config.WeirSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** {@code --config}, for every command that reads one: the same option, reading and report everywhere. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, in YAML.")
    private Path file = Path.of("weir.yaml");

    Path file() {
        return file;
    }

    /** @param overriding what the command line says over the file */
    ConfigSource source(UnaryOperator<WeirSettings> overriding) {
        return new ConfigSource(file, new ConfigReader(System::getenv), overriding);
    }

    Configuration read() {
        return source(UnaryOperator.identity()).read();
    }

    /** Prints every mistake, one a line, and answers the exit code. */
    static int refuse(List<Mistake> mistakes, PrintWriter err) {
        mistakes.forEach(err::println);
        err.println(mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes");
        err.flush();
        return ExitCode.WRONG_CONFIGURATION;
    }
}
