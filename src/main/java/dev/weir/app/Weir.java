package dev.weir.app;

import dev.weir.admin.AdminServer;
import dev.weir.admin.Reloaded;
import dev.weir.app.PortTaken.Section;
import dev.weir.config.WeirSettings;
import dev.weir.http.Doors;
import dev.weir.http.GatewayServer;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.metrics.Meters;
import dev.weir.redis.LinkParts;
import dev.weir.redis.RedisProcess;
import dev.weir.redis.RedisSettings;
import dev.weir.redis.ServerClock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A whole gateway, wired: starts what the configuration names in the order in which one thing needs another, and stops it
 * in the opposite order.
 */
public final class Weir {
    private final WeirSettings settings;
    private final PrometheusMeterRegistry registry;
    private final ServerClock clock;
    private final Surroundings around;
    private final Meters meters;
    private final Telemetry telemetry;
    private final LiveConfig live;
    private final Reloads reloads;
    private final String name =
            "weir-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final int eventLoops;
    private final Doors doors = new Doors();
    private final Vertx vertx;

    private @Nullable RedisProcess redisProcess;
    private @Nullable DataPlane plane;
    private @Nullable AdminServer admin;
    private @Nullable String fleet;
    private @Nullable String gateways;

    private Weir(WeirSettings settings, Surroundings outside) {
        this.settings = settings;
        this.registry = Registries.create(settings.telemetry().tracing() != null);
        this.clock = new ServerClock(outside.clock());
        this.around = outside.with(clock);
        this.meters = new Meters(registry);
        this.telemetry = new Telemetry(outside.clock(), meters);
        this.eventLoops = settings.eventLoops() > 0
                ? settings.eventLoops()
                : Runtime.getRuntime().availableProcessors();
        this.vertx = VertxFactory.create(registry, eventLoops, doors);
        this.live =
                new LiveConfig(vertx, settings, telemetry, new OriginMeterage(registry, meters), name, around.clock());
        this.reloads = new Reloads(vertx, outside.source(), settings, meters.config(), this::apply);
    }

    /** Starts a gateway. If any part fails, what was started is stopped again and the future fails with the reason. */
    public static Future<Weir> start(WeirSettings settings) {
        return start(settings, Surroundings.of(InstantSource.system()));
    }

    /** The same, from a file that is to be read again while the gateway runs. */
    public static Future<Weir> start(WeirSettings settings, ConfigSource source) {
        return start(settings, Surroundings.of(InstantSource.system()).reading(source));
    }

    /** @param outside whose clock is this machine's, from which that of Redis is reckoned; tests move it */
    public static Future<Weir> start(WeirSettings settings, Surroundings outside) {
        Weir weir = new Weir(settings, outside);
        Promise<Weir> outcome = Promise.promise(); // of no event loop: those are gone when a failed start is told
        weir.telemetry.trace(settings.telemetry(), weir.name);
        weir.live
                .begin()
                .compose(begun -> weir.startRedis())
                .compose(weir::startGateways)
                .compose(started -> weir.startAdmin())
                .onSuccess(started -> weir.reloads.watch())
                .onSuccess(started -> outcome.complete(weir))
                .onFailure(cause -> weir.stop().onComplete(stopped -> outcome.fail(cause)));
        return outcome.future();
    }

    /** How Redis is linked; empty for a gateway without one. */
    private Future<Optional<LinkParts>> startRedis() {
        RedisSettings redis = settings.redis();
        return switch (redis.topology()) {
            case NONE -> Future.succeededFuture(Optional.empty());
            case STANDALONE, SENTINEL, CLUSTER -> Future.succeededFuture(Optional.of(links(redis)));
            case EMBEDDED ->
                EmbeddedRedis.start(vertx, settings.listen().port())
                        .onSuccess(process -> redisProcess = process)
                        .map(process -> Optional.of(links(redis.at(process.uri()))))
                        .onFailure(EmbeddedRedis::explain)
                        .otherwise(Optional.empty());
        };
    }

    private LinkParts links(RedisSettings redis) {
        return new LinkParts(redis, meters.redis(), clock, System::nanoTime, new Random());
    }

    private Future<Void> startGateways(Optional<LinkParts> links) {
        DataPlane shared = new DataPlane(live, new DataPlane.Told(meters, telemetry), around, links.orElse(null));
        plane = shared;
        shared.named(name);
        Meters.watch(registry, shared.flights());
        Meters.watchTunnels(registry, shared.tunnels()::get);
        Meters.watch(registry, shared.queuedPurges());
        Meters.watch(registry, shared.near());
        Meters.watchConnections(registry, shared.front()::connections);
        Meters.watchExpiry(registry, () -> shared.front().certificateSeconds(clock.instant()));
        Meters.watchDetached(registry, shared.forgetting()::isDetached);
        Future<?> joined = links.isEmpty()
                ? Future.succeededFuture()
                : vertx.deployVerticle(new FleetVerticle(shared, links.get())).onSuccess(id -> joined(id, shared));
        return joined.compose(fleet ->
                        GatewayServer.Edge.open(vertx, settings.listen(), doors, meters.edge(), System::nanoTime))
                .onSuccess(shared.front()::opened)
                .compose(ready -> vertx.deployVerticle(
                        () -> new GatewayVerticle(shared), new DeploymentOptions().setInstances(eventLoops)))
                .onSuccess(id -> gateways = id)
                .recover(cause -> Future.failedFuture(PortTaken.named(
                        cause,
                        Section.LISTEN,
                        settings.listen().host(),
                        settings.listen().port())))
                .mapEmpty();
    }

    private void joined(String deployment, DataPlane shared) {
        fleet = deployment;
        telemetry.watch(vertx, shared.forgetting());
    }

    private Future<Void> startAdmin() {
        GatewayOperations operations = new GatewayOperations(this, System.nanoTime());
        return AdminServer.start(vertx, settings.admin(), operations)
                .onSuccess(started -> admin = started)
                .recover(cause -> Future.failedFuture(PortTaken.named(
                        cause,
                        Section.ADMIN,
                        settings.admin().host(),
                        settings.admin().port())))
                .mapEmpty();
    }

    /** How long {@link #leave} takes at most. */
    public Duration longestLeave() {
        return plane == null ? Duration.ZERO : plane.front().leaving().longest();
    }

    /** As the configuration has it: not ready, after a while lets nobody in, then {@link #drain(Duration)}. */
    public Future<Void> leave() {
        return plane == null ? Future.succeededFuture() : plane.front().leave(vertx);
    }

    /**
     * Hands leases back, is not ready any more, lets nobody in, and lets those who are being answered have their answers, within a limit;
     * {@link #stop} is to follow.
     */
    public Future<Void> drain(Duration limit) {
        return plane == null ? Future.succeededFuture() : plane.front().drain(limit);
    }

    /**
     * Stops everything this gateway started; completes when nothing of it is left. The place in the fleet is given up after
     * the last response, and before the connections to Redis are gone.
     */
    public Future<Void> stop() {
        if (plane != null) {
            plane.front().close();
        }
        Promise<Void> left = Promise.promise(); // of no event loop: those are gone when the end is told
        reloads.close()
                .eventually(() -> undeploy(gateways))
                .eventually(() -> undeploy(fleet))
                .onComplete(either -> left.complete());
        return left.future()
                .eventually(vertx::close)
                .eventually(telemetry::close)
                .onComplete(closed -> {
                    if (redisProcess != null) {
                        redisProcess.close();
                    }
                });
    }

    private Future<Void> undeploy(@Nullable String deployment) {
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    /** Where clients reach it: in clear text, or over TLS where nothing else is spoken. */
    public String address() {
        return addresses().stream().findFirst().orElse("");
    }

    /** Everywhere that clients reach it: in clear text first, over TLS next. */
    public List<String> addresses() {
        return plane == null
                ? List.of()
                : plane.front().ports().addresses(settings.listen().host());
    }

    /** Where the operator reaches it. */
    public String adminAddress() {
        return "http://" + settings.admin().host() + ":" + adminPort();
    }

    /** Port of the data plane. */
    public int port() {
        return plane == null ? 0 : plane.front().ports().plain();
    }

    /** Port of the data plane that speaks TLS, or 0. */
    public int tlsPort() {
        return plane == null ? 0 : plane.front().ports().tls();
    }

    /** Port of the admin plane. */
    public int adminPort() {
        return admin == null ? 0 : admin.port();
    }

    /** Where Redis is reached, when this gateway started it itself. */
    public Optional<String> ownRedis() {
        return Optional.ofNullable(redisProcess).map(RedisProcess::uri);
    }

    /** Addresses of the simulated origins. */
    public List<URI> simulations() {
        return live.simulations();
    }

    /** Appends a purge to the log of this gateway's fleet. */
    public Future<PurgeOutcome> purge(Purge purge, boolean confirm, Duration patience) {
        return plane == null
                ? Future.succeededFuture(new PurgeOutcome.Refused("The gateway is not running."))
                : plane.forgetting().log().append(purge, confirm, patience);
    }

    /**
     * Reads the configuration again, if it came from a file; never fails.
     *
     * @param cause told to the log
     */
    public Future<Reloaded> reload(String cause) {
        return reloads.reload(cause);
    }

    private Future<Void> apply(ReloadPlan plan) {
        DataPlane serving = plane;
        return serving == null ? Future.failedFuture("not started yet") : live.apply(plan, serving.front());
    }

    /** The access log's file was moved away. */
    public void reopenAccessLog() {
        telemetry.reopen();
    }

    LiveConfig live() {
        return live;
    }

    Reloads reloads() {
        return reloads;
    }

    Vertx vertx() {
        return vertx;
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    @Nullable
    DataPlane plane() {
        return plane;
    }
}
