package dev.weir.app;

import dev.weir.http.CertificateKeeper;
import dev.weir.http.GatewayServer;
import dev.weir.http.ListenSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where clients come in: the servers of all event loops, what they share, and whether they are leaving. Any thread. */
final class Front {
    private final List<GatewayVerticle> gateways = new CopyOnWriteArrayList<>();
    private volatile boolean draining;
    private volatile GatewayServer.Ports ports = new GatewayServer.Ports(0, 0);
    private volatile GatewayServer.@Nullable Edge edge;

    void listening(GatewayServer.Ports actual, GatewayVerticle gateway) {
        ports = actual;
        gateways.add(gateway);
    }

    GatewayServer.Ports ports() {
        return ports;
    }

    /** What the servers share. */
    GatewayServer.Edge edge() {
        return Objects.requireNonNull(edge, "not open yet");
    }

    void opened(GatewayServer.Edge opened) {
        edge = opened;
        if (opened.certificates() != null) {
            opened.certificates().watch(this::greetWith);
        }
    }

    /** The event loops share a port and what it greets with, so one of them is told for all. */
    private void greetWith(ServerSSLOptions tls) {
        gateways.stream().findFirst().ifPresent(gateway -> gateway.greetWith(tls));
    }

    /** Makes ready what can be another while it listens; fails where that cannot be had. What it answers makes it hold. */
    Future<Supplier<Future<Void>>> becoming(ListenSettings next) {
        CertificateKeeper keeper = edge().certificates();
        Future<Runnable> greeting =
                keeper == null || next.tls() == null ? Future.succeededFuture(() -> {}) : keeper.becoming(next.tls());
        return greeting.map(ready -> () -> {
            ready.run();
            edge().admission().heed(next);
            return Future.join(gateways.stream()
                            .map(gateway -> gateway.heed(next.peers()))
                            .toList())
                    .mapEmpty();
        });
    }

    /** How long the certificates that are served are valid yet; not a number without any. */
    double certificateSeconds(Instant now) {
        CertificateKeeper certificates = edge == null ? null : edge().certificates();
        return certificates == null ? Double.NaN : now.until(certificates.expiry(), ChronoUnit.SECONDS);
    }

    /** Connections of clients that are open. */
    int connections() {
        return edge == null ? 0 : edge().admission().connections();
    }

    /** Lets nobody in any more, and those who are being answered have their answers, within a limit. */
    Future<Void> drain(Duration limit) {
        draining = true;
        return (edge == null ? Future.<Void>succeededFuture() : edge().doors().shut())
                .compose(shut -> Future.join(
                        gateways.stream().map(gateway -> gateway.drain(limit)).toList()))
                .mapEmpty();
    }

    /** As the configuration has it by now. */
    ListenSettings.Leaving leaving() {
        return edge == null
                ? ListenSettings.Leaving.STANDARD
                : edge().admission().leaving();
    }

    /** Not ready at once, so that clients are sent elsewhere; all are served as ever until the delay is over. */
    Future<Void> leave(Vertx vertx) {
        draining = true;
        ListenSettings.Leaving leaving = leaving();
        Future<?> waited = leaving.delay().isZero()
                ? Future.succeededFuture()
                : vertx.timer(leaving.delay().toMillis(), TimeUnit.MILLISECONDS);
        return waited.compose(due -> drain(leaving.limit()));
    }

    boolean isDraining() {
        return draining;
    }

    /** Looks at no file any more. */
    void close() {
        CertificateKeeper certificates = edge == null ? null : edge().certificates();
        if (certificates != null) {
            certificates.close();
        }
    }
}
