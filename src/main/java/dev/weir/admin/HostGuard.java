package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that name a foreign host (421, RFC 9110 §15.5.20) where the admin plane is bound to loopback.
 *
 * <p>A web page may point a name of its own at 127.0.0.1 and have the operator's browser ask there (DNS rebinding). Such
 * a request names the page's host, which no local one does.
 */
final class HostGuard implements Handler<RoutingContext> {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String configured;

    HostGuard(String configured) {
        this.configured = configured.toLowerCase(Locale.ROOT);
    }

    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOCAL.contains(name) || name.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public void handle(RoutingContext context) {
        if (isLocal(context.request().authority())) {
            context.next();
        } else {
            new Problem(421, "Host names another machine (expected: localhost, 127.0.0.1, [::1] or " + configured + ")")
                    .sendTo(context.response());
        }
    }

    private boolean isLocal(@Nullable HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        return LOCAL.contains(host) || host.equals(configured);
    }
}
