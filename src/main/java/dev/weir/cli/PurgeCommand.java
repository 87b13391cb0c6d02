package dev.weir.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir purge}: makes a fleet forget, and says which gateways have. */
@Command(
        name = "purge",
        description = "Makes every gateway of a fleet forget what it names, and says which gateways have.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every gateway that is part of the fleet has forgotten it (or --no-confirm)",
            "1:nothing was purged: the gateway cannot be reached, wants a token, or cannot write its log",
            "2:wrong usage",
            "3:it stands in the log, but a gateway has not confirmed it in time",
            "4:unknown whether it was done: repeat it"
        })
final class PurgeCommand implements Callable<Integer> {
    /** Beyond what the gateway itself waits. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private PurgeOptions purge = new PurgeOptions();

    @Option(names = "--json", description = "Prints the gateway's answer as it came.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        AdminClient client = admin.client();
        try {
            return told(client.post("/v1/purge", purge.order(), purge.timeout().plus(GRACE)));
        } catch (AdminFailure failure) {
            return Console.failed(spec, String.valueOf(failure.getMessage()), failure.exitCode());
        }
    }

    private int told(AdminAnswer answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body().encode());
        } else if (!answer.isProblem()) {
            report(answer, out);
        }
        out.flush();
        return switch (answer.status()) {
            case 200 -> 0;
            case 202 -> ExitCode.PENDING;
            case 400 -> refused(answer, 2);
            case 504 -> refused(answer, ExitCode.UNKNOWN);
            default -> refused(answer, 1);
        };
    }

    private static void report(AdminAnswer answer, PrintWriter out) {
        out.println("purge " + answer.body().getString("id") + ", " + answer.millis());
        line(out, "confirmed", answer.texts("confirmed"), "");
        line(out, "detached", answer.texts("detached"), " (not renewing: not part of the fleet until back)");
        line(out, "pending", answer.texts("pending"), " (not confirmed in time: --timeout waits longer)");
        if (answer.body().containsKey("refilling")) {
            out.println("refilling  " + answer.body().getValue("refilling"));
        }
    }

    private static void line(PrintWriter out, String what, List<String> nodes, String remark) {
        if (!nodes.isEmpty()) {
            out.println(String.format("%-10s %s%s", what, String.join(" ", nodes), remark));
        }
    }

    private int refused(AdminAnswer answer, int exitCode) {
        return json ? exitCode : Console.failed(spec, answer.problem(), exitCode);
    }
}
