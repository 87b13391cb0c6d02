package dev.weir.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the operator connects.
 *
 * @param port 0 takes a free one
 * @param token bearer token; null only on a loopback address
 * @param hosts further names by which it is asked, lower case, without a port; see {@link HostGuard}
 */
public record AdminSettings(String host, int port, @Nullable String token, List<String> hosts) {
    /** One that is asked by its own names alone. */
    public AdminSettings(String host, int port, @Nullable String token) {
        this(host, port, token, List.of());
    }

    /** The same, on another port. */
    public AdminSettings on(int otherPort) {
        return new AdminSettings(host, otherPort, token, hosts);
    }

    /** Without the token: settings are printed where secrets must not be. */
    @Override
    public String toString() {
        return "AdminSettings[host=" + host + ", port=" + port + ", token=" + (token == null ? "none" : "***")
                + ", hosts=" + hosts + ']';
    }
}
