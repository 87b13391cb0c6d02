package dev.weir.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.admin.AdminSettings;
import dev.weir.app.ConfigSource;
import dev.weir.app.Surroundings;
import dev.weir.app.Weir;
import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import dev.weir.config.WeirSettings;
import dev.weir.http.ForwardedSettings;
import dev.weir.http.ListenSettings;
import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.notation.AddressRange;
import dev.weir.origin.OriginSettings;
import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisSettings;
import dev.weir.route.KeyRules;
import dev.weir.route.RouteSettings;
import dev.weir.store.NearSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/** A gateway with two event loops in this process, before one origin, and a client that talks to it over the socket. */
public final class Gateway implements AutoCloseable {
    private static final int CLIENT_CONNECTIONS = 2_000;

    private static final List<AddressRange> PURGE_FROM =
            AddressRange.parse("127.0.0.1").stream().toList();

    private static final Duration PROMPT = Duration.ofMillis(400);

    /** How long the origin and Redis may take. */
    private record Patience(Duration withOrigin, Duration withRedis) {}

    private final Vertx vertx = Vertx.vertx();
    private final Weir weir;
    private final HttpClient client =
            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CLIENT_CONNECTIONS));

    private Gateway(WeirSettings settings, InstantSource clock) {
        this(Weir.start(settings, Surroundings.of(clock)));
    }

    private Gateway(Future<Weir> started) {
        weir = Async.await(started);
    }

    /**
     * One that nothing happens to by chance.
     *
     * @param clock this machine's time as the gateway sees it
     */
    public static Gateway of(WeirSettings settings, InstantSource clock) {
        return of(settings, clock, () -> 1);
    }

    /** @param chance random numbers from 0 to 1 */
    public static Gateway of(WeirSettings settings, InstantSource clock, DoubleSupplier chance) {
        return new Gateway(Weir.start(settings, new Surroundings(clock, chance, UnaryOperator.identity())));
    }

    /** The same rules, with responses kept near for so long, and refreshed early so eagerly. */
    public static CachingRules near(CachingRules rules, Duration near, double earlyRefresh) {
        return new CachingRules(
                rules.ttls(),
                rules.stale(),
                rules.cookies(),
                rules.bypass(),
                rules.content(),
                rules.requests(),
                new CachingRules.Delivery(
                        rules.delivery().forwardsRangeMiss(),
                        rules.delivery().debug(),
                        rules.delivery().tellsStatus(),
                        near,
                        earlyRefresh,
                        rules.delivery().maxLag()),
                rules.compression(),
                rules.maxBody(),
                rules.maxWait());
    }

    /** @param yaml a configuration as an operator would write it */
    public static Gateway of(String yaml) {
        Configuration read = new ConfigReader(name -> null).read("test.yaml", yaml.getBytes(UTF_8));
        if (read instanceof Configuration.Accepted accepted) {
            return new Gateway(accepted.settings(), InstantSource.system());
        }
        throw new AssertionError(read);
    }

    /** @param file with a configuration, which is read again when it changes */
    public static Gateway reading(Path file) {
        ConfigSource source = new ConfigSource(file, new ConfigReader(name -> null), UnaryOperator.identity());
        if (source.read() instanceof Configuration.Accepted accepted) {
            return new Gateway(Weir.start(accepted.settings(), source.startedWith(accepted.written())));
        }
        throw new AssertionError(source.read());
    }

    /** @param redis endpoint, or null for a gateway without Redis */
    public static Gateway before(URI origin, String redis, CachingRules rules) {
        return new Gateway(settings(origin, redis, rules), InstantSource.system());
    }

    /** With less patience than {@link #before(URI, String, CachingRules)}, for tests in which somebody does not answer. */
    public static Gateway impatient(URI origin, String redis, CachingRules rules) {
        return new Gateway(
                settings(origin, redis, List.of(route("all", "/**", rules)), new Patience(PROMPT, PROMPT)),
                InstantSource.system());
    }

    public static Gateway before(URI origin, String redis, List<RouteSettings> routes) {
        return new Gateway(settings(origin, redis, routes), InstantSource.system());
    }

    public static RouteSettings route(String name, String path, CachingRules rules) {
        return new RouteSettings(
                name, new RouteSettings.Match(path, null, Set.of()), "origin", rules, KeyRules.STANDARD);
    }

    /** The origin's own fields alone, with a short limit on waiting. */
    public static CachingRules originOnly() {
        return CachingRules.ORIGIN_ONLY;
    }

    public static WeirSettings settings(URI origin, String redis, CachingRules rules) {
        return settings(origin, redis, List.of(route("all", "/**", rules)));
    }

    /** The same, with a limit on waiting that a test can sit out. */
    public static CachingRules waiting(CachingRules rules, Duration maxWait) {
        return new CachingRules(
                rules.ttls(),
                rules.stale(),
                rules.cookies(),
                rules.bypass(),
                rules.content(),
                rules.requests(),
                rules.delivery(),
                rules.compression(),
                rules.maxBody(),
                maxWait);
    }

    public static CachingRules upTo(CachingRules rules, long maxBody) {
        return new CachingRules(
                rules.ttls(),
                rules.stale(),
                rules.cookies(),
                rules.bypass(),
                rules.content(),
                rules.requests(),
                rules.delivery(),
                rules.compression(),
                maxBody,
                rules.maxWait());
    }

    private static WeirSettings settings(URI origin, String redis, List<RouteSettings> routes) {
        return settings(origin, redis, routes, new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2)));
    }

    private static WeirSettings settings(URI origin, String redis, List<RouteSettings> routes, Patience patience) {
        RedisSettings.Topology topology =
                redis == null ? RedisSettings.Topology.NONE : RedisSettings.Topology.STANDALONE;
        Map<String, OriginSettings> origins =
                Map.of("origin", new OriginSettings("origin", origin, patience.withOrigin(), 2_000));
        return new WeirSettings(
                new ListenSettings(
                        "127.0.0.1",
                        0,
                        null,
                        ListenSettings.Limits.STANDARD,
                        new ListenSettings.Peers(PURGE_FROM, ForwardedSettings.STANDARD, List.of())),
                new AdminSettings("127.0.0.1", 0, null),
                2,
                "test",
                new RedisSettings(topology, redis == null ? List.of() : List.of(redis), patience.withRedis(), 1_024),
                FleetSettings.STANDARD,
                NearSettings.STANDARD,
                origins,
                new HashMap<>(),
                routes);
    }

    /** The same settings for a gateway that forgets by other rules. */
    public static WeirSettings forgetting(WeirSettings settings, FleetSettings fleet) {
        return new WeirSettings(
                settings.listen(),
                settings.admin(),
                settings.eventLoops(),
                settings.namespace(),
                settings.redis(),
                fleet,
                settings.near(),
                settings.origins(),
                settings.simulations(),
                settings.routes());
    }

    /** Appends a purge and waits until the fleet has confirmed it. */
    public PurgeOutcome.Appended purge(Subject... subjects) {
        return (PurgeOutcome.Appended) purge(new Purge(List.of(subjects), false));
    }

    public PurgeOutcome purge(Purge purge) {
        return Async.await(weir.purge(purge, true, Duration.ofSeconds(10)));
    }

    public int port() {
        return weir.port();
    }

    public int tlsPort() {
        return weir.tlsPort();
    }

    /** For clients of a test's own; closed with the gateway. */
    public Vertx vertx() {
        return vertx;
    }

    public int adminPort() {
        return weir.adminPort();
    }

    public HttpClient client() {
        return client;
    }

    public Received get(String uri, String... fields) {
        return Async.await(send("GET", uri, fields));
    }

    public Received head(String uri, String... fields) {
        return Async.await(send("HEAD", uri, fields));
    }

    /** Sends a request on a connection of its own if none is free. */
    public Future<Received> send(String method, String uri, String... fields) {
        return send(method, uri, Buffer.buffer(), fields);
    }

    public Future<Received> send(String method, String uri, Buffer body, String... fields) {
        return client.request(HttpMethod.valueOf(method), weir.port(), "127.0.0.1", uri)
                .compose(request -> {
                    for (int i = 0; i < fields.length; i += 2) {
                        request.headers().add(fields[i], fields[i + 1]);
                    }
                    return received(body.length() == 0 ? request.send() : request.send(body));
                });
    }

    /** Attached where the request is sent, on its event loop: this thread may come too late for the content. */
    public static Future<Received> received(Future<HttpClientResponse> arriving) {
        return arriving.compose(response ->
                response.body().map(content -> new Received(response.statusCode(), response.headers(), content)));
    }

    /** An answer of the admin plane, as its contract has it. */
    public Received admin(String uri) {
        return admin("GET", uri, "");
    }

    public Received admin(String method, String uri, String json) {
        Received answer = Async.await(client.request(HttpMethod.valueOf(method), weir.adminPort(), "127.0.0.1", uri)
                .compose(request -> received(
                        json.isEmpty()
                                ? request.send()
                                : request.putHeader("content-type", "application/json")
                                        .send(Buffer.buffer(json)))));
        Contract.assertConforms(method, uri, json, answer.status(), answer.field("content-type"), answer.body());
        return answer;
    }

    /** The sum of a meter's samples, over all of its tags; the name as Prometheus sees it. */
    public double meter(String name) {
        return samples(name, "");
    }

    /** The sum of those samples of a meter that have a tag, such as {@code outcome="stale"}. */
    public double samples(String name, String tag) {
        return admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public void awaitMeter(String name, double expected) {
        Async.until(() -> meter(name) == expected, name + " = " + expected);
    }

    @Override
    public void close() {
        Async.await(weir.stop());
        Async.await(vertx.close());
    }
}
