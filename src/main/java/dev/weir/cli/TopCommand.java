package dev.weir.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir top}: what goes on in a gateway, second by second. */
@Command(
        name = "top",
        description = "Shows what goes on in a gateway, second by second, until q or Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended as told",
            "1:the gateway cannot be reached or wants a token",
            "2:wrong usage",
            "4:the gateway did not answer any more"
        })
final class TopCommand implements Callable<Integer> {
    private static final int WIDTH_OF_TEXT = 120;
    private static final long AGAIN_SECONDS = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--once", description = "Shows one second as plain text and ends.")
    private boolean once;

    @Option(names = "--json", description = "Prints each snapshot as it came, one a line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        AdminClient client = admin.client();
        boolean live =
                !once && !json && spec.commandLine().getColorScheme().ansi().enabled();
        try {
            if (live) {
                live(client);
            } else {
                client.events("/v1/events", this::print);
            }
            return 0;
        } catch (AdminFailure failure) {
            return Console.failed(spec, String.valueOf(failure.getMessage()), failure.exitCode());
        } catch (IOException unusable) {
            return Console.failed(spec, "this terminal cannot be used: " + unusable.getMessage() + " (--once)", 1);
        }
    }

    /** Whether another is wanted. */
    private boolean print(JsonObject snapshot) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(snapshot.encode());
        } else {
            TopView.render(snapshot, admin.address().toString(), WIDTH_OF_TEXT).forEach(out::println);
        }
        out.flush();
        return !once && !out.checkError();
    }

    /** A gateway that goes away may come back; one that was never there is a mistake. */
    private void live(AdminClient client) throws AdminFailure, InterruptedException, IOException {
        client.get("/v1/status", Duration.ofSeconds(5));
        CountDownLatch quit = new CountDownLatch(1);
        try (TopScreen screen = TopScreen.open()) {
            Runtime.getRuntime().addShutdownHook(new Thread(screen::close));
            screen.show(List.of("weir         " + admin.address() + ": waiting for the first second (q quits)"));
            screen.onQuit(() -> {
                quit.countDown();
                client.close();
            });
            Predicate<JsonObject> show = snapshot -> {
                screen.show(TopView.render(snapshot, admin.address().toString(), screen.width()));
                return quit.getCount() > 0;
            };
            while (quit.getCount() > 0) {
                follow(client, show, screen, quit);
            }
        }
    }

    private static void follow(AdminClient client, Predicate<JsonObject> show, TopScreen screen, CountDownLatch quit)
            throws InterruptedException {
        try {
            client.events("/v1/events", show);
        } catch (AdminFailure gone) {
            if (quit.getCount() > 0) {
                screen.show(List.of("weir         " + gone.getMessage(), "", "Trying again. q quits."));
            }
        }
        quit.await(AGAIN_SECONDS, TimeUnit.SECONDS);
    }
}
