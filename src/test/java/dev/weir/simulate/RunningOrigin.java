package dev.weir.simulate;

import dev.weir.simulate.SimulationSettings.Fields;
import dev.weir.simulate.SimulationSettings.Latency;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A deployed origin and a client from outside Vert.x that asks it over a socket. */
final class RunningOrigin {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final SimulationSettings PROMPT =
            settings(0, new Fields("max-age=60, stale-while-revalidate=30", "products, all", true));

    private final SimulatedOriginVerticle verticle;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningOrigin(SimulatedOriginVerticle verticle) {
        this.verticle = verticle;
    }

    static SimulationSettings settings(double failureRate, Fields fields) {
        return new SimulationSettings(new Latency(Duration.ZERO, Duration.ZERO), failureRate, 512, fields);
    }

    static RunningOrigin start(Vertx vertx, SimulationSettings settings) {
        SimulatedOriginVerticle verticle = new SimulatedOriginVerticle(
                settings, SocketAddress.inetSocketAddress(0, "127.0.0.1"), () -> NOW, new Random(7));
        vertx.deployVerticle(verticle)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return new RunningOrigin(verticle);
    }

    int port() {
        return verticle.actualPort();
    }

    /** @param fields names and values in turn */
    CompletableFuture<HttpResponse<String>> send(String method, String target, String... fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target))
                .method(method, BodyPublishers.ofString(method.startsWith("P") ? "content" : ""));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString()).orTimeout(20, TimeUnit.SECONDS);
    }

    HttpResponse<String> ask(String method, String target, String... fields) {
        return send(method, target, fields).join();
    }

    HttpResponse<String> get(String target, String... fields) {
        return ask("GET", target, fields);
    }

    JsonObject stats() {
        return new JsonObject(get("/__sim/stats").body());
    }
}
