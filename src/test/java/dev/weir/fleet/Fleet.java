package dev.weir.fleet;

import dev.weir.testing.Async;
import dev.weir.testing.Received;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Some gateway processes on one Redis before one origin, and clients that talk to them over sockets. */
public final class Fleet implements AutoCloseable {
    /** The authority that all clients ask for: it is part of the cache key, and ports differ. */
    public static final String HOST = "shop.example";

    private static final int CLIENT_CONNECTIONS = 2_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CLIENT_CONNECTIONS));
    private final List<GatewayProcess> gateways;

    private Fleet(List<String> configurations, String main) {
        gateways = configurations.stream()
                .map(configuration -> GatewayProcess.start(configuration, main))
                .toList();
        try {
            gateways.forEach(GatewayProcess::awaitReady);
        } catch (Throwable failed) {
            close();
            throw failed;
        }
    }

    static Fleet of(int size, FleetConfig config) {
        return new Fleet(Stream.generate(config::yaml).limit(size).toList(), Leftovers.MAIN);
    }

    /**
     * One gateway for each configuration.
     *
     * @param main name of the class that each process begins with
     */
    static Fleet of(List<FleetConfig> configs, String main) {
        return new Fleet(configs.stream().map(FleetConfig::yaml).toList(), main);
    }

    public List<GatewayProcess> gateways() {
        return gateways;
    }

    public GatewayProcess gateway(int number) {
        return gateways.get(number);
    }

    /** Asks on a connection of its own if none is free. */
    public Future<Received> send(GatewayProcess gateway, String method, String uri, String... fields) {
        List<String> all = new ArrayList<>(List.of("host", HOST));
        all.addAll(List.of(fields));
        return request(gateway.port(), method, uri, Buffer.buffer(), all.toArray(String[]::new));
    }

    public Future<Received> get(GatewayProcess gateway, String uri, String... fields) {
        return send(gateway, "GET", uri, fields);
    }

    /** So many clients of one gateway, all at once. */
    public List<Future<Received>> crowd(GatewayProcess gateway, int size, String uri) {
        List<Future<Received>> answers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            answers.add(get(gateway, uri));
        }
        return answers;
    }

    public Future<Received> admin(GatewayProcess gateway, String method, String uri, Buffer body) {
        return request(gateway.adminPort(), method, uri, body, "content-type", "application/json");
    }

    private Future<Received> request(int port, String method, String uri, Buffer body, String... fields) {
        return client.request(HttpMethod.valueOf(method), port, "127.0.0.1", uri)
                .compose(request -> {
                    for (int i = 0; i < fields.length; i += 2) {
                        request.headers().set(fields[i], fields[i + 1]);
                    }
                    return received(body.length() == 0 ? request.send() : request.send(body));
                });
    }

    private static Future<Received> received(Future<HttpClientResponse> arriving) {
        return arriving.compose(response ->
                response.body().map(content -> new Received(response.statusCode(), response.headers(), content)));
    }

    /** Completes after a while. */
    Future<Void> later(Duration pause) {
        return vertx.timer(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** The sum of a meter's samples, over all of its tags; the name as Prometheus sees it. */
    public double meter(GatewayProcess gateway, String name) {
        return Async.await(admin(gateway, "GET", "/metrics", Buffer.buffer()))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public void awaitMeter(GatewayProcess gateway, String name, double expected) {
        Async.until(() -> meter(gateway, name) == expected, name + " = " + expected);
    }

    @Override
    public void close() {
        gateways.forEach(GatewayProcess::close);
        Async.await(vertx.close());
    }
}
