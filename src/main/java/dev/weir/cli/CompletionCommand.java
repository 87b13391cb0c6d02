package dev.weir.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir completion}: what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script by which bash and zsh complete commands and options.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        footer = {"", "Bash and zsh, in their start-up file: source <(weir completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(root.getCommandName(), root));
        out.flush();
        return 0;
    }
}
