package dev.weir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: names the commands and turns what one of them returns into the exit code of the process. */
@Command(
        name = "weir",
        description = "A reactive HTTP cache gateway: one Redis, one fill for a whole fleet.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            QuickstartCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            PurgeCommand.class,
            ExplainCommand.class,
            WarmCommand.class,
            TopCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            RehearseCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "78:wrong configuration"})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }
}
