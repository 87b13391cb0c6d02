package dev.weir.cli;

import dev.weir.config.Configuration;
import dev.weir.config.WeirSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir check}: validates a configuration and starts nothing. */
@Command(
        name = "check",
        description = "Validates a configuration and reports every mistake in it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the configuration is right", "2:wrong usage", "78:wrong configuration"})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        return switch (config.read()) {
            case Configuration.Accepted accepted -> accept(accepted.settings());
            case Configuration.Refused refused ->
                ConfigOption.refuse(refused.mistakes(), spec.commandLine().getErr());
        };
    }

    private int accept(WeirSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(config.file() + ": ok, " + count(settings.routes().size(), "route") + ", "
                + count(settings.origins().size(), "origin"));
        out.flush();
        return 0;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
