package dev.weir.config;

import dev.weir.notation.AddressRange;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts and addresses of servers. Whatever may hold a password is masked in reports. */
final class Addresses {
    private static final String NAMED = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})";
    private static final String BRACKETED = "\\[[0-9A-Fa-f:.]{2,45}]";
    private static final String HOST_AND_PORT = "(" + NAMED + '|' + BRACKETED + ")(?::(\\d{1,5}))?";
    private static final Pattern SERVER = Pattern.compile("(https?)://" + HOST_AND_PORT);
    private static final Pattern NAME_SERVER_WRITTEN =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|(\\d{1,3}(?:\\.\\d{1,3}){3}))(?::(\\d{1,5}))?");
    private static final Pattern ENDPOINT =
            Pattern.compile("rediss?://(?:[^\\s@/:?#]*:[^\\s@/?#]+@)?" + HOST_AND_PORT + "(?:/\\d{0,4})?");
    private static final Pattern LOOPBACK =
            Pattern.compile("127(?:\\.\\d{1,3}){3}|localhost|(?:0{0,4}:){2,7}0{0,3}1", Pattern.CASE_INSENSITIVE);

    /** An address to listen on: a name, IPv4, or IPv6 without brackets. */
    static final Form<String> LISTEN =
            Texts.matching(NAMED + "|[0-9A-Fa-f:.]{2,45}", "a host name or an IP address, without a port");

    /** Which host a route is for. */
    static final Form<String> ROUTE_HOST = Texts.matching(
                    "(?:\\*\\.)?" + NAMED + "(?<!\\.)|" + BRACKETED,
                    "a host name without a port, or *. and a host name")
            .map(host -> host.toLowerCase(Locale.ROOT));

    /** By which the admin plane is asked. */
    static final Form<String> ADMIN_HOST = Texts.matching(NAMED + "(?<!\\.)|" + BRACKETED, "a host name without a port")
            .map(host -> host.toLowerCase(Locale.ROOT));

    /** By which a server is asked for in TLS; an empty one is none. */
    static final Form<String> SERVER_NAME = Texts.matching("(?:" + NAMED + "(?<!\\.))?", "a host name");

    static final Form<URI> SERVER_URI = Form.of(
                    "http://host:port or https://host:port, without a path", Addresses::server)
            .suggesting(
                    text -> Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : "http://" + text))
            .showing(Shown::address);

    /** Who is asked what names stand for; an IPv6 address loses its brackets, as the client library wants it. */
    static final Form<String> NAME_SERVER =
            Form.of("an IP address and perhaps a port, such as 127.0.0.1:53 or [::1]:53", Addresses::nameServer);

    static final Form<String> REDIS = Form.of(
                    "redis://[user:password@]host[:port][/database], or rediss:// for TLS",
                    text -> Optional.of(text).filter(Addresses::isEndpoint))
            .showing(Shown::address);

    static final Form<AddressRange> RANGE = Form.of(
                    "an IP address or a range of them, such as 10.0.0.0/8 or ::1", AddressRange::parse)
            .suggesting(AddressRange::nearest);

    private Addresses() {}

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private static Optional<URI> server(String text) {
        Matcher server = SERVER.matcher(text);
        if (!server.matches() || !isPort(server.group(3))) {
            return Optional.empty();
        }
        String scheme = server.group(1);
        String port = server.group(3) != null ? server.group(3) : scheme.equals("https") ? "443" : "80";
        return uri(scheme + "://" + server.group(2) + ':' + port);
    }

    private static Optional<String> nameServer(String text) {
        Matcher server = NAME_SERVER_WRITTEN.matcher(text);
        if (!server.matches() || !isPort(server.group(3))) {
            return Optional.empty();
        }
        String host = server.group(1) == null ? server.group(2) : server.group(1);
        return AddressRange.parse(host).map(known -> host + ':' + (server.group(3) == null ? "53" : server.group(3)));
    }

    private static boolean isEndpoint(String text) {
        Matcher endpoint = ENDPOINT.matcher(text);
        return endpoint.matches() && isPort(endpoint.group(2)) && uri(text).isPresent();
    }

    /** A name with an underscore has no host for {@link URI}, nor for the clients that are given it. */
    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isPort(String digits) {
        return digits == null || (Integer.parseInt(digits) > 0 && Integer.parseInt(digits) <= 65_535);
    }
}
