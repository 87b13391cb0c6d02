package dev.weir.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** How commands tell of what went wrong: on the error stream, by name. */
final class Console {
    private Console() {}

    /** @return the exit code */
    static int failed(CommandSpec spec, String why, int exitCode) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("weir: " + why);
        err.flush();
        return exitCode;
    }
}
