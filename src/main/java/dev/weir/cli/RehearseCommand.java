package dev.weir.cli;

import dev.weir.app.Weir;
import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code weir rehearse}: a gateway before a simulated origin, both in this process alone, that asks itself a few hundred
 * requests and ends. Run with {@code -XX:AOTCacheOutput} it is the training run of a cache from which the JVM starts in less
 * than half of the time (JEP 483, 514, 515).
 */
@Command(
        name = "rehearse",
        description = "Serves itself some requests and ends: the training run of the JVM's AOT cache.",
        mixinStandardHelpOptions = true,
        hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "rehearsal.yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGES = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--requests", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int requests = 500;

    @Override
    public Integer call() throws InterruptedException {
        if (requests < 1) {
            throw new ParameterException(spec.commandLine(), "--requests: " + requests + " (expected: 1 or more)");
        }
        return switch (configuration()) {
            case Configuration.Accepted accepted -> rehearse(accepted);
            case Configuration.Refused refused ->
                ConfigOption.refuse(refused.mistakes(), spec.commandLine().getErr());
        };
    }

    private static Configuration configuration() {
        try (InputStream text = RehearseCommand.class.getClassLoader().getResourceAsStream(CONFIGURATION)) {
            return new ConfigReader(System::getenv)
                    .read(CONFIGURATION, Objects.requireNonNull(text).readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private int rehearse(Configuration.Accepted accepted) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Weir weir = await(Weir.start(accepted.settings()));
            int answered = ask(weir);
            await(weir.drain(PATIENCE));
            await(weir.stop());
            spec.commandLine().getOut().println("rehearsed: " + answered + " of " + requests + " requests answered");
            return answered == requests ? 0 : 1;
        } catch (ExecutionException | TimeoutException | IOException failure) {
            err.println("weir: cannot rehearse: " + failure);
            return 1;
        } finally {
            spec.commandLine().getOut().flush();
            err.flush();
        }
    }

    /** One after the other: misses, hits from near, and one scrape. */
    private int ask(Weir weir) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        int answered = 0;
        for (int i = 0; i < requests; i++) {
            answered += ask(client, weir.address() + "/pages/" + i % PAGES) == 200 ? 1 : 0;
        }
        ask(client, weir.adminAddress() + "/metrics");
        return answered;
    }

    private static int ask(HttpClient client, String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Accept-Encoding", "gzip, br")
                .timeout(PATIENCE)
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
