package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that name a foreign host (421, RFC 9110 §15.5.20).
 *
 * <p>A web page may point a name of its own at 127.0.0.1, or at an address within the network, and have the operator's
 * browser ask there (DNS rebinding). Such a request names the page's host. So a plane on loopback answers to this
 * machine's names and to {@code admin.hosts}; any other to {@code admin.hosts} and to addresses, which cannot be rebound,
 * and to every name where {@code admin.hosts} is empty, for it has a token that the page does not know.
 */
final class HostGuard implements Handler<RoutingContext> {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> names = new TreeSet<>(LOCAL);
    private final boolean takesAddresses;
    private final boolean takesAll;

    HostGuard(AdminSettings settings) {
        boolean local = isLoopback(settings.host());
        names.add(settings.host().toLowerCase(Locale.ROOT));
        names.addAll(settings.hosts());
        takesAddresses = !local;
        takesAll = !local && settings.hosts().isEmpty();
    }

    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOCAL.contains(name) || name.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public void handle(RoutingContext context) {
        if (isOurs(context.request().authority())) {
            context.next();
        } else {
            new Problem(421, "Host names another machine (expected: one of " + String.join(", ", names) + ")")
                    .sendTo(context.response());
        }
    }

    private boolean isOurs(@Nullable HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        return takesAll || names.contains(host) || (takesAddresses && isAddress(host));
    }

    private static boolean isAddress(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    }
}
