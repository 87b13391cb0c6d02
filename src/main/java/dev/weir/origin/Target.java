package dev.weir.origin;

import dev.weir.message.Authority;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;

/**
 * Where one server of an origin listens.
 *
 * @param server as it is configured: scheme, host and port
 * @param address that its host stands for
 * @param serverName that TLS asks for and expects
 */
record Target(URI server, SocketAddress address, String serverName) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @param serverName that stands for the host in TLS; empty for the host itself */
    static Target of(URI server, String host, String serverName) {
        return new Target(
                server,
                SocketAddress.inetSocketAddress(portOf(server), host),
                serverName.isEmpty() ? hostOf(server) : serverName);
    }

    /** Host and port as a request names them. */
    String authority() {
        return Authority.canonical(server.getScheme(), server.getAuthority());
    }

    boolean isSecure() {
        return isSecure(server);
    }

    static boolean isSecure(URI server) {
        return "https".equals(server.getScheme());
    }

    /** Without the brackets that an IPv6 address has in a URI. */
    static String hostOf(URI server) {
        String host = server.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** IPv4 or IPv6, and no name. */
    static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    static int portOf(URI server) {
        return server.getPort() >= 0 ? server.getPort() : isSecure(server) ? HTTPS : HTTP;
    }

    <T extends HttpConnectOptions> T on(T options) {
        options.setServer(address).setHost(serverName).setPort(address.port()).setSsl(isSecure());
        return options;
    }
}
