package dev.weir.cli;

import dev.weir.app.ConfigSource;
import dev.weir.app.Weir;
import dev.weir.config.Configuration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir run}: a gateway by its configuration, in the foreground. */
@Command(
        name = "run",
        description = "Runs a gateway until it is told to end (Ctrl-C or SIGTERM).",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended as told",
            "1:cannot start",
            "2:wrong usage",
            "5:ended before everybody was served",
            "78:wrong configuration"
        })
class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Override
    public Integer call() throws InterruptedException {
        String mistake = ports.mistake();
        if (mistake != null) {
            throw new ParameterException(spec.commandLine(), mistake);
        }
        ConfigSource source = config.source(ports::applyTo);
        return switch (source.read()) {
            case Configuration.Accepted accepted ->
                RunningGateway.serve(
                        accepted.settings(),
                        source.startedWith(accepted.written()),
                        weir -> print(announcement(weir)),
                        err());
            case Configuration.Refused refused ->
                ConfigOption.refuse(refused.mistakes(), spec.commandLine().getErr());
        };
    }

    /** What to print once the gateway serves. */
    String announcement(Weir weir) {
        return weir.addresses().stream()
                .map(address -> "weir: serving " + address)
                .collect(Collectors.joining(System.lineSeparator(), "", ", admin " + weir.adminAddress()));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
