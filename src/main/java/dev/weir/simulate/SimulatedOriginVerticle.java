package dev.weir.simulate;

import dev.weir.simulate.Simulation.World;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A slow origin to put a cache in front of: one HTTP server that waits before it answers, and counts what it was asked.
 *
 * <p>{@code GET} and {@code HEAD} of any path give a JSON document {@code {"path", "version", "time", "padding"}} with
 * the configured cache fields; {@code time} is when the path got its version. {@code PUT}, {@code POST}, {@code PATCH}
 * and {@code DELETE} give the path its next version and name the configured groups in {@code Cache-Group-Invalidation}
 * (RFC 9875 §3). {@code GET /__sim/stats} shows the counts and {@code POST /__sim/reset} zeroes them; these two are
 * neither counted nor slow.
 *
 * <p>A request may ask for something else than the settings say, in percent-encoded query parameters; a wrong one is
 * answered with 400:
 *
 * <ul>
 *   <li>{@code sim-latency=500ms}: exactly this latency
 *   <li>{@code sim-status=404}: this status; no drawn failure. Errors carry cache fields only where asked
 *   <li>{@code sim-body=64KiB}: this length of the document
 *   <li>{@code sim-cache-control=private}: this Cache-Control; none if empty
 *   <li>{@code sim-vary=accept-language}, {@code sim-set-cookie=a%3Db}: this Vary, this Set-Cookie
 *   <li>{@code sim-echo=authorization}: the document has {@code "echo": {"authorization": …}} with the request field's
 *       value, so that a client can prove the body is its own
 *   <li>{@code sim-chunked=true}: no Content-Length, the body in two pieces
 *   <li>{@code sim-cut=true}: the connection breaks after half of the body
 * </ul>
 */
public final class SimulatedOriginVerticle extends VerticleBase {
    private static final int COUNTED_PATHS = 100_000;
    private static final int LONGEST_REQUEST_LINE = 16 * 1024;
    /** A stampede connects at once; the kernel cuts this down to what it allows. */
    private static final int BACKLOG = 16 * 1024;

    private final SimulationSettings settings;
    private final SocketAddress address;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final RequestCounts counts = new RequestCounts(COUNTED_PATHS);
    private volatile int actualPort;

    /**
     * The deployment fails if the address is taken, or with settings that no origin can behave by.
     *
     * @param address where to listen; port 0 takes a free one
     * @param random used on the verticle's context only
     */
    public SimulatedOriginVerticle(
            SimulationSettings settings, SocketAddress address, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.address = address;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(options())
                .requestHandler(routes())
                .listen(address)
                .onSuccess(this::listening);
    }

    private void listening(HttpServer server) {
        actualPort = server.actualPort();
    }

    /** The port that the server listens on; 0 until the deployment has succeeded. Any thread. */
    public int actualPort() {
        return actualPort;
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setHandle100ContinueAutomatically(true);
    }

    private Router routes() {
        Router router = Router.router(vertx);
        router.get("/__sim/stats").handler(exchange -> exchange.json(counts.toJson()));
        router.post("/__sim/reset").handler(exchange -> {
            counts.reset();
            exchange.json(counts.toJson());
        });
        router.route("/__sim/*")
                .handler(exchange ->
                        Simulation.refuse(exchange, 404, "expected: GET /__sim/stats or POST /__sim/reset"));
        router.route().handler(new Simulation(settings, new World(vertx, clock, random), counts));
        return router;
    }
}
