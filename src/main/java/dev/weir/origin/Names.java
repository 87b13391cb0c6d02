package dev.weir.origin;

import dev.weir.origin.OriginSettings.Dns;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.resolver.NameResolver;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what the names of an origin's servers stand for: each address is a server of its own. Asks again after a while,
 * whatever the answer's own lifetime; a name that is not answered keeps the addresses it had.
 *
 * <p>On a context of its own.
 */
final class Names {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.origin");

    /** While there is no address at all. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final OriginSettings settings;
    private final Servers servers;
    private final Context context;
    private final @Nullable NameResolver resolver;
    private final Map<URI, List<String>> known = new LinkedHashMap<>();
    private final Set<URI> lost = new HashSet<>();
    private long timer = -1;
    private boolean closed;

    Names(Vertx vertx, OriginSettings settings, Servers servers) {
        this.vertx = vertx;
        this.settings = settings;
        this.servers = servers;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        boolean none = settings.servers().stream().allMatch(server -> Target.isAddress(Target.hostOf(server)));
        this.resolver =
                none ? null : new NameResolver(vertx, options(settings.link().dns()));
        settings.servers().forEach(server -> known.put(server, List.of()));
    }

    /** What the library keeps it keeps for no longer than a look lasts. */
    private static AddressResolverOptions options(Dns dns) {
        AddressResolverOptions options = new AddressResolverOptions()
                .setCacheMaxTimeToLive(0)
                .setHostsRefreshPeriod(1)
                .setHostsRefreshPeriodUnit(TimeUnit.SECONDS);
        return dns.servers().isEmpty() ? options : options.setServers(dns.servers());
    }

    /** Servers with addresses are known at once. */
    void start() {
        if (resolver == null) {
            settings.servers().forEach(server -> known.put(server, List.of(Target.hostOf(server))));
            servers.are(targets());
        } else {
            context.runOnContext(now -> look(resolver));
        }
    }

    private void look(NameResolver asked) {
        List<Future<Void>> looks = new ArrayList<>();
        known.keySet().forEach(server -> looks.add(look(asked, server)));
        Future.join(looks).onComplete(done -> {
            List<Target> targets = targets();
            servers.are(targets);
            if (!closed) {
                Duration pause = settings.link().dns().refresh();
                Duration next = targets.isEmpty() && SOON.compareTo(pause) < 0 ? SOON : pause;
                timer = vertx.setTimer(Math.max(1, next.toMillis()), due -> look(asked));
            }
        });
    }

    private Future<Void> look(NameResolver asked, URI server) {
        String host = Target.hostOf(server);
        if (Target.isAddress(host)) {
            known.put(server, List.of(host));
            return Future.succeededFuture();
        }
        return asked.resolveAll(host)
                .onSuccess(found -> found(server, found))
                .onFailure(cause -> lost(server, cause))
                .mapEmpty();
    }

    private void found(URI server, List<InetSocketAddress> found) {
        List<String> addresses = found.stream()
                .map(address -> address.getAddress().getHostAddress())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        List<String> before = known.put(server, addresses);
        if (lost.remove(server) || !addresses.equals(before)) {
            LOG.info("Origin {}: {} is at {}", settings.name(), Target.hostOf(server), String.join(", ", addresses));
        }
    }

    private void lost(URI server, Throwable cause) {
        if (lost.add(server)) {
            LOG.warn("Origin {}: {} is not found: {}", settings.name(), Target.hostOf(server), cause.getMessage());
        }
    }

    private List<Target> targets() {
        String serverName = settings.link().tls().serverName();
        List<Target> targets = new ArrayList<>();
        known.forEach((server, addresses) ->
                addresses.forEach(address -> targets.add(Target.of(server, address, serverName))));
        return targets;
    }

    Future<Void> close() {
        context.runOnContext(now -> {
            closed = true;
            vertx.cancelTimer(timer);
        });
        return resolver == null ? Future.succeededFuture() : resolver.close();
    }
}
