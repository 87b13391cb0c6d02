package dev.weir.origin;

import dev.weir.origin.ResilienceSettings.Checks;
import dev.weir.origin.ResilienceSettings.Ejection;
import dev.weir.origin.ServerStatus.State;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The servers of one origin, and which of them get requests: those that are up, or all where none is. The last one that is
 * up is never ejected, whatever it answers: without it there would be no answer at all.
 *
 * <p>Any thread. The lock guards changes; choosing takes none.
 */
final class Servers {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.origin");

    /** Servers that are no more have so long for what they are answering. */
    private static final Duration FAREWELL = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final OriginSettings settings;
    private final LongSupplier nanoTime;
    private final Context context;
    private final AtomicInteger turn = new AtomicInteger();
    private final Promise<Void> told = Promise.promise();
    private final Future<Void> first = told.future();
    private volatile List<Server> all = List.of();
    private volatile List<Server> candidates = List.of();

    Servers(Vertx vertx, OriginSettings settings, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    private Server open(Target target) {
        Server server = new Server(target, new Connections(vertx, settings, nanoTime, target));
        Checks rules = settings.resilience().checks();
        if (rules != null) {
            server.checked(new Checkup(vertx, context, rules, server, this));
        }
        return server;
    }

    /**
     * The server for a request.
     *
     * @param tried by the same request already
     * @return null if there is no other
     */
    @Nullable
    Server choose(Asking asking, Collection<Server> tried) {
        List<Server> open = candidates;
        if (!tried.isEmpty()) {
            open = open.stream().filter(server -> !tried.contains(server)).toList();
        }
        return switch (open.size()) {
            case 0 -> null;
            case 1 -> open.getFirst();
            default -> settings.resilience().balance().pick(open, asking::affinity, turn.getAndIncrement());
        };
    }

    /** Once the addresses of some are known, or known not to be known; on the caller's context. */
    Future<Void> known() {
        if (first.isComplete()) {
            return Future.succeededFuture();
        }
        Promise<Void> here = ((VertxInternal) vertx).getOrCreateContext().promise();
        first.onComplete(here);
        return here.future();
    }

    List<Server> all() {
        return all;
    }

    /** Those that are so. */
    long count(State state) {
        return all.stream().filter(server -> server.health().state() == state).count();
    }

    /** Takes these for the origin's servers from now on; who was one already goes on as it was. */
    synchronized void are(List<Target> targets) {
        List<Server> next = new ArrayList<>();
        for (Target target : targets) {
            next.add(all.stream()
                    .filter(server -> server.target().equals(target))
                    .findFirst()
                    .orElseGet(() -> open(target)));
        }
        List<Server> gone =
                all.stream().filter(server -> !next.contains(server)).toList();
        all = List.copyOf(next);
        choose();
        gone.forEach(server -> leave(server, FAREWELL));
        told.tryComplete();
    }

    private static Future<Void> leave(Server server, Duration limit) {
        server.unchecked();
        return server.connections().drain(limit);
    }

    void answered(Server server) {
        if (server.health().failures() > 0 || server.health().ejections() > 0) {
            update(server, health -> health.answered(ejection(), nanoTime.getAsLong()), "answers again");
        }
    }

    void failed(Server server, String why) {
        synchronized (this) {
            boolean before = server.health().isFailing(ejection());
            ServerHealth health = server.health().failed();
            server.health(health);
            if (!health.isFailing(ejection()) || health.state() != State.UP) {
                return;
            }
            if (isLast(server)) {
                if (!before) {
                    LOG.warn(
                            "Origin {}: {} fails ({}), and goes on being asked: there is no other",
                            settings.name(),
                            server,
                            why);
                }
                return;
            }
            eject(server, why);
        }
    }

    private boolean isLast(Server server) {
        return all.stream().noneMatch(other -> other != server && other.health().state() == State.UP);
    }

    private void eject(Server server, String why) {
        long now = nanoTime.getAsLong();
        ServerHealth ejected = server.health().eject(ejection(), now);
        server.health(ejected);
        choose();
        Duration time = ejected.left(now);
        LOG.warn("Origin {}: {} is ejected for {} s ({})", settings.name(), server, time.toSeconds(), why);
        vertx.setTimer(Math.max(1, time.toMillis()), over -> readmit(server));
    }

    private void readmit(Server server) {
        if (all.contains(server)) {
            update(server, health -> health.readmitted(ejection()), "is taken back on probation");
        }
    }

    /** What a check has found. */
    void checked(Server server, boolean good, String why) {
        Checks rules = settings.resilience().checks();
        if (rules != null) {
            update(server, health -> health.checked(good, rules), why);
        }
    }

    private synchronized void update(Server server, UnaryOperator<ServerHealth> change, String why) {
        ServerHealth before = server.health();
        ServerHealth after = change.apply(before);
        server.health(after);
        boolean failed = before.isFailing(ejection()) && !after.isFailing(ejection());
        if (before.state() != after.state()) {
            choose();
        }
        if (before.state() != after.state() || failed) {
            LOG.atLevel(after.state() == State.UP ? Level.INFO : Level.WARN)
                    .log("Origin {}: {} {}", settings.name(), server, why);
        }
    }

    private void choose() {
        List<Server> up = all.stream()
                .filter(server -> server.health().state() == State.UP)
                .toList();
        candidates = up.isEmpty() ? all : up;
    }

    private Ejection ejection() {
        return settings.resilience().ejection();
    }

    /** Lets what is under way come to its end, within a limit. */
    Future<Void> drain(Duration limit) {
        return Future.join(all.stream().map(server -> leave(server, limit)).toList())
                .mapEmpty();
    }

    Future<Void> close() {
        all.forEach(Server::unchecked);
        return Future.join(
                        all.stream().map(server -> server.connections().close()).toList())
                .mapEmpty();
    }
}
