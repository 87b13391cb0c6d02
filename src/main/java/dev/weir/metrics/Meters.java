package dev.weir.metrics;

import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.WarmObserver;
import dev.weir.fill.FillObserver;
import dev.weir.fill.Flights;
import dev.weir.http.EdgeObserver;
import dev.weir.invalidation.PurgeObserver;
import dev.weir.invalidation.QueueObserver;
import dev.weir.invalidation.QueuedPurges;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginObserver;
import dev.weir.origin.ServerStatus;
import dev.weir.redis.CommandObserver;
import dev.weir.store.NearObserver;
import dev.weir.store.NearStore;
import dev.weir.telemetry.AccessLogObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * The catalogue of Weir's meters. Every name, unit and tag is listed in {@code src/docs/meters.md}.
 *
 * <p>Meters are resolved when first seen and kept, so that a hit looks nothing up in the registry. All observers may be
 * called from any event loop.
 */
public final class Meters {
    /** Upper bounds of the latency buckets: from a near hit to an origin's time limit. */
    static final Duration[] BUCKETS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final RequestMeters requests;
    private final OriginMeters origins;
    private final FillMeters fills;
    private final RedisMeters redis;
    private final PurgeMeters purges;
    private final NearMeters near;
    private final WarmMeters warm;
    private final AccessLogMeters accessLog;
    private final ConfigMeters config;
    private final EdgeMeters edge;

    /** Routes and origins are not known yet. */
    public Meters(MeterRegistry registry) {
        requests = new RequestMeters(registry);
        origins = new OriginMeters(registry);
        fills = new FillMeters(registry);
        redis = new RedisMeters(registry);
        purges = new PurgeMeters(registry);
        near = new NearMeters(registry);
        warm = new WarmMeters(registry);
        accessLog = new AccessLogMeters(registry);
        config = new ConfigMeters(registry);
        edge = new EdgeMeters(registry);
    }

    /** What is done on these routes, and asked of these origins, is counted from now on. */
    public void know(Collection<String> routes, Collection<String> originNames) {
        requests.know(routes);
        fills.know(routes, originNames);
    }

    public ConfigMeters config() {
        return config;
    }

    public ExchangeObserver requests() {
        return requests;
    }

    public OriginObserver origins() {
        return origins;
    }

    public FillObserver fills() {
        return fills;
    }

    public CommandObserver redis() {
        return redis;
    }

    public NearObserver near() {
        return near;
    }

    public EdgeObserver edge() {
        return edge;
    }

    public PurgeObserver purges() {
        return purges;
    }

    public QueueObserver queue() {
        return purges;
    }

    public AccessLogObserver accessLog() {
        return accessLog;
    }

    public WarmObserver warm() {
        return warm;
    }

    /** What was counted so far. Takes its time: to be called on a worker thread. */
    public Totals totals() {
        return new Totals(
                requests.requests(),
                requests.latency(),
                requests.collapsed(),
                origins.calls(),
                redis.calls(),
                purges.lag());
    }

    /** What the near store holds, read at each scrape. */
    public static void watch(MeterRegistry registry, NearStore near) {
        Gauge.builder("weir.near.bytes", near, NearStore::bytes)
                .description("Memory that the near store takes.")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("weir.near.responses", near, NearStore::responses)
                .description("Responses that the near store holds.")
                .register(registry);
    }

    /** Purges that clients caused and that wait for the log, read at each scrape. */
    public static void watch(MeterRegistry registry, QueuedPurges queued) {
        Gauge.builder("weir.invalidations.queued", queued, QueuedPurges::size)
                .description("Subjects that unsafe requests changed and that are to be appended yet.")
                .register(registry);
    }

    /** Whether this gateway may miss purges, asked at each scrape. */
    public static void watchDetached(MeterRegistry registry, BooleanSupplier detached) {
        Gauge.builder("weir.detached", () -> detached.getAsBoolean() ? 1 : 0)
                .description("1 while this gateway does not follow the purge log of its fleet.")
                .register(registry);
    }

    /** Connections of clients, asked at each scrape. */
    public static void watchConnections(MeterRegistry registry, IntSupplier connections) {
        Gauge.builder("weir.connections", connections::getAsInt)
                .description("Connections of clients that are open.")
                .register(registry);
    }

    /** How long the certificates that are served are valid yet, asked at each scrape; not a number without any. */
    public static void watchExpiry(MeterRegistry registry, DoubleSupplier seconds) {
        Gauge.builder("weir.tls.expiry", seconds::getAsDouble)
                .description("Seconds until the first certificate is no longer valid.")
                .register(registry);
    }

    /** Connections that have left HTTP for another protocol, asked at each scrape. */
    public static void watchTunnels(MeterRegistry registry, IntSupplier open) {
        Gauge.builder("weir.tunnels", open::getAsInt)
                .description("Connections that have left HTTP for another protocol.")
                .register(registry);
    }

    /** Look-ups and fills under way, read at each scrape. */
    public static void watch(MeterRegistry registry, Flights flights) {
        Gauge.builder("weir.flights", flights, Flights::size)
                .description("Keys that are being looked up or filled.")
                .register(registry);
    }

    /** An origin is no more, or another by its name is to be watched. */
    public static void forget(MeterRegistry registry, String origin) {
        registry.getMeters().stream()
                .filter(meter ->
                        meter instanceof Gauge && origin.equals(meter.getId().getTag("origin")))
                .forEach(registry::remove);
    }

    /** Requests to an origin under way, read at each scrape. */
    public static void watch(MeterRegistry registry, Origin origin) {
        Gauge.builder("weir.origin.inflight", origin, Origin::inFlight)
                .description("Requests to the origin until the end of their content.")
                .tag("origin", origin.name())
                .register(registry);
        Gauge.builder("weir.origin.queued", origin, Origin::queued)
                .description("Requests that wait for their turn at the origin.")
                .tag("origin", origin.name())
                .register(registry);
        Gauge.builder("weir.origin.limit", origin, Origin::limit)
                .description("Most requests to the origin at once, as its response times have it.")
                .tag("origin", origin.name())
                .register(registry);
        for (ServerStatus.State state : ServerStatus.State.values()) {
            Gauge.builder("weir.origin.servers", origin, of -> of.servers(state))
                    .description("Servers of the origin, by whether they get requests.")
                    .tag("origin", origin.name())
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        OriginMeters.retries(registry, origin.name(), true);
        OriginMeters.retries(registry, origin.name(), false);
    }
}
