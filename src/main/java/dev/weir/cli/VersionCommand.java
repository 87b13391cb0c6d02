package dev.weir.cli;

import dev.weir.app.Version;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir version}: what runs, and on what. */
@Command(
        name = "version",
        description = "Says which version this is, and on which Java it runs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "The same for machines.")
    private boolean json;

    @Override
    public Integer call() {
        String java = Runtime.version().toString();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? new JsonObject()
                                .put("version", Version.current())
                                .put("java", java)
                                .put("system", system)
                                .encode()
                        : "weir " + Version.current() + ", Java " + java + ", " + system);
        out.flush();
        return 0;
    }
}
