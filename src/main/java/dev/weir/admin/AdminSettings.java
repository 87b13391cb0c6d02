package dev.weir.admin;

import org.jspecify.annotations.Nullable;

/**
 * Where the operator connects.
 *
 * @param port 0 takes a free one
 * @param token bearer token; null only on a loopback address
 */
public record AdminSettings(String host, int port, @Nullable String token) {
    /** The same, on another port. */
    public AdminSettings on(int otherPort) {
        return new AdminSettings(host, otherPort, token);
    }

    /** Without the token: settings are printed where secrets must not be. */
    @Override
    public String toString() {
        return "AdminSettings[host=" + host + ", port=" + port + ", token=" + (token == null ? "none" : "***") + ']';
    }
}
