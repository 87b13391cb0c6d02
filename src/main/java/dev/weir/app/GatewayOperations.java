package dev.weir.app;

import dev.weir.admin.Health;
import dev.weir.admin.Operations;
import dev.weir.admin.Reloaded;
import dev.weir.admin.Sampling;
import dev.weir.admin.Status;
import dev.weir.exchange.Explained;
import dev.weir.exchange.HotKeys;
import dev.weir.exchange.WarmOrder;
import dev.weir.exchange.WarmState;
import dev.weir.invalidation.PurgeOrder;
import dev.weir.invalidation.Purged;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.origin.ServerStatus;
import dev.weir.redis.RedisSettings;
import dev.weir.route.RouteSettings;
import dev.weir.telemetry.LogLevels;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the admin plane may ask of a running gateway. */
final class GatewayOperations implements Operations {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final Weir weir;
    private final long startedAt;
    private final WarmJobs warming = new WarmJobs();

    /** @param startedAt nanoseconds on the monotonic clock */
    GatewayOperations(Weir weir, long startedAt) {
        this.weir = weir;
        this.startedAt = startedAt;
    }

    @Override
    public Scrape scrape(boolean openMetrics) {
        boolean traced = weir.live().settings().telemetry().tracing() != null;
        String type = openMetrics && traced ? OPEN_METRICS : PROMETHEUS;
        return new Scrape(type, weir.registry().scrape(type));
    }

    /** Without Redis a gateway still serves, at the price of the origin: that is a remark, not a reason to take it out. */
    @Override
    public Health ready() {
        return new Health(List.of(
                listener(),
                new Health.Check("redis", true, redisRemark()),
                new Health.Check("origins", true, originsRemark()),
                new Health.Check("purges", true, purgesRemark())));
    }

    private Health.Check listener() {
        DataPlane plane = weir.plane();
        if (plane != null && plane.front().isDraining()) {
            return Health.Check.down("listener", "draining");
        }
        return weir.port() + weir.tlsPort() != 0
                ? Health.Check.up("listener")
                : Health.Check.down("listener", "not listening yet");
    }

    /** Which have servers that get no requests. Names and numbers alone: health is shown to everyone. */
    private @Nullable String originsRemark() {
        String remark = weir.live().destinations().origins().values().stream()
                .filter(origin ->
                        origin.servers(ServerStatus.State.UP) < origin.servers().size())
                .map(origin -> "%s: %d of %d servers get requests"
                        .formatted(
                                origin.name(),
                                origin.servers(ServerStatus.State.UP),
                                origin.servers().size()))
                .collect(Collectors.joining("; "));
        return remark.isEmpty() ? null : remark;
    }

    private @Nullable String purgesRemark() {
        DataPlane plane = weir.plane();
        if (plane == null || !plane.forgetting().isDetached()) {
            return null;
        }
        return plane.fleet().forwards()
                ? "detached: this gateway may miss purges, and serves nothing that is stored"
                : "detached: this gateway may miss purges";
    }

    private static List<Status.Member> fleet(@Nullable DataPlane plane) {
        return plane == null
                ? List.of()
                : plane.forgetting().members().stream()
                        .map(member -> new Status.Member(member.node(), member.applied(), member.detached()))
                        .toList();
    }

    private String node() {
        DataPlane plane = weir.plane();
        return plane == null ? "" : plane.forgetting().node();
    }

    private @Nullable String redisRemark() {
        return switch (redis()) {
            case "up" -> null;
            case "off" -> "none is configured: every look-up is a miss";
            default -> "look-ups may be misses: " + trouble();
        };
    }

    private String trouble() {
        DataPlane plane = weir.plane();
        String told = plane == null ? "" : plane.redisTrouble();
        return told.isEmpty() ? "not every event loop has its connection" : told;
    }

    /** The admin plane is the last to start. */
    private DataPlane started() {
        return Objects.requireNonNull(weir.plane(), "not started yet");
    }

    @Override
    public Status status() {
        return new Status(
                Version.current(),
                node(),
                Duration.ofNanos(System.nanoTime() - startedAt),
                redis(),
                fleet(weir.plane()),
                weir.live().destinations().origins().values().stream()
                        .map(GatewayOperations::origin)
                        .toList(),
                weir.live().settings().routes().stream()
                        .map(GatewayOperations::route)
                        .toList());
    }

    @Override
    public Future<Purged> purge(PurgeOrder order) {
        DataPlane plane = weir.plane();
        return plane == null
                ? Future.failedFuture("not started yet")
                : plane.purging().purge(order);
    }

    @Override
    public Future<List<HotKey>> hot(int most) {
        DataPlane plane = weir.plane();
        return plane == null
                ? Future.failedFuture("not started yet")
                : plane.refills().hot(most).map(GatewayOperations::hotKeys);
    }

    @Override
    public Future<Explained> explain(RequestHead request) {
        Desk desk = started().desks().get(0);
        return desk.ask(
                weir.vertx().getOrCreateContext(), there -> there.explainer().explain(request));
    }

    @Override
    public Optional<WarmState> warm(WarmOrder order) {
        return warming.begin(weir.vertx().getOrCreateContext(), order, started().desks());
    }

    @Override
    public @Nullable WarmState warming(String id) {
        return warming.state(id);
    }

    @Override
    public @Nullable WarmState cancelWarming(String id) {
        return warming.cancel(id);
    }

    @Override
    public Sampling sampling() {
        return new Samples(weir, started(), this);
    }

    private static List<HotKey> hotKeys(List<HotKeys.Hot> hot) {
        return hot.stream().map(key -> new HotKey(key.key(), key.requests())).toList();
    }

    @Override
    public Future<Reloaded> reload() {
        return weir.reload("POST /v1/config/reload");
    }

    @Override
    public Map<String, String> config() {
        return weir.reloads().shown();
    }

    @Override
    public Map<String, String> logLevels() {
        return LogLevels.ofProcess().words();
    }

    @Override
    public void changeLogLevels(Map<String, @Nullable String> levels) {
        LogLevels.ofProcess().change(levels);
    }

    private String redis() {
        DataPlane plane = weir.plane();
        if (plane == null || plane.links() == null) {
            return weir.live().settings().redis().topology() == RedisSettings.Topology.NONE ? "off" : "down";
        }
        long up = plane.linksUp();
        return up == plane.linksWanted() ? "up" : up == 0 ? "down" : "partly";
    }

    private static Status.Origin origin(Origin origin) {
        return new Status.Origin(
                origin.name(),
                origin.inFlight(),
                origin.servers().stream().map(GatewayOperations::server).toList());
    }

    private static Status.Server server(ServerStatus server) {
        return new Status.Server(
                server.server(), server.address(), server.state().name().toLowerCase(Locale.ROOT), server.inFlight());
    }

    private static Status.Route route(RouteSettings route) {
        return new Status.Route(route.name(), route.match().path(), route.origin(), route.caching() != null);
    }
}
