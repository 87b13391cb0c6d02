package dev.weir.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir explain}: why a request is a hit or a miss, from its route to the answer it would get. */
@Command(
        name = "explain",
        description = "Says what a request would get from a gateway, and why. Nothing is changed by asking.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:explained",
            "1:the gateway cannot be reached or wants a token",
            "2:wrong usage, or a URL or field that no client could send",
            "4:the gateway did not answer"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "URL", description = "As a client asks for it, such as http://shop.example/products/1.")
    private String url = "";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME:VALUE",
            description = "A field of the request; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            description = "Its method (default: ${DEFAULT-VALUE}).")
    private String method = "GET";

    @Option(names = "--json", description = "Prints the gateway's answer as it came.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        AdminClient client = admin.client();
        try {
            return told(client.get("/v1/explain?" + query(), PATIENCE));
        } catch (AdminFailure failure) {
            return Console.failed(spec, String.valueOf(failure.getMessage()), failure.exitCode());
        }
    }

    private String query() {
        StringBuilder query = new StringBuilder("url=").append(encoded(url));
        query.append("&method=").append(encoded(method));
        headers.forEach(header -> query.append("&header=").append(encoded(header)));
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private int told(AdminAnswer answer) {
        if (answer.isProblem()) {
            return Console.failed(spec, answer.problem(), answer.status() < 500 ? 2 : 1);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body().encode());
        } else {
            answer.body().getJsonArray("words", new JsonArray()).forEach(line -> {
                if (line instanceof JsonObject words) {
                    out.println(line(words.getString("about", ""), words.getString("says", "")));
                }
            });
        }
        out.flush();
        return 0;
    }

    /** What counts is bold on a terminal, and nothing else is. */
    private String line(String about, String says) {
        String line = String.format("%-12s %s", about, says);
        boolean isAnswer = about.equals("next");
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        return isAnswer && ansi.enabled() ? Ansi.Style.bold.on() + line + Ansi.Style.bold.off() : line;
    }
}
