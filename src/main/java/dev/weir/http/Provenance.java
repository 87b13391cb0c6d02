package dev.weir.http;

import dev.weir.message.Authority;
import dev.weir.notation.AddressRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as far as this gateway believes: what its own connection tells, and what proxies say that it
 * trusts (RFC 7239, and the fields that were there before it).
 *
 * <p>From the connecting address backwards, an address is believed as long as the one that reported it is trusted. The first
 * that is not is the client; what stands before it in the field was written by the client itself and is dropped. Pure.
 *
 * @param addresses the client first, then proxies, the connecting one last
 * @param proto by which the client asked: {@code http} or {@code https}
 * @param host that it asked for, in canonical form
 */
record Provenance(List<String> addresses, String proto, String host) {
    /**
     * What the connection itself tells.
     *
     * @param address of the peer
     * @param host the request's own, in canonical form
     */
    record Connection(String address, String proto, String host) {}

    /** What trusted proxies may have written: the lines of a field. */
    interface Fields {
        List<String> all(String name);
    }

    static final String FORWARDED = "forwarded";
    static final String FOR = "x-forwarded-for";
    static final String PROTO = "x-forwarded-proto";
    static final String HOST = "x-forwarded-host";
    /** Never read: it would be told to the origin, and is no part of what a response is stored under. */
    static final String PORT = "x-forwarded-port";

    static Provenance by(Connection connection) {
        return new Provenance(List.of(connection.address()), connection.proto(), connection.host());
    }

    /** By the fields that were there before RFC 7239; of several values the last, which the nearest proxy wrote. */
    static Provenance byX(Connection connection, Fields fields, Predicate<String> trusted) {
        if (!trusted.test(connection.address())) {
            return by(connection);
        }
        List<String> reported = members(fields.all(FOR));
        List<String> addresses = chain(connection.address(), reported, trusted);
        String proto = protoOr(last(fields.all(PROTO)), connection.proto());
        String host = hostOr(last(fields.all(HOST)), proto, connection.host());
        return new Provenance(addresses, proto, host);
    }

    /** By RFC 7239: protocol and host are those of the element that names the client. */
    static Provenance byForwarded(Connection connection, Fields fields, Predicate<String> trusted) {
        if (!trusted.test(connection.address())) {
            return by(connection);
        }
        List<Map<String, String>> elements = ForwardedElements.of(fields.all(FORWARDED));
        List<String> reported = elements.stream()
                .map(element -> element.getOrDefault("for", ""))
                .toList();
        List<String> addresses = chain(connection.address(), reported, trusted);
        Map<String, String> ofClient =
                addresses.size() == 1 ? Map.of() : elements.get(elements.size() - addresses.size() + 1);
        String proto = protoOr(ofClient.getOrDefault("proto", ""), connection.proto());
        String host = hostOr(ofClient.getOrDefault("host", ""), proto, connection.host());
        return new Provenance(addresses, proto, host);
    }

    /** The value of one of the fields; null where it is none of them. */
    @Nullable
    String value(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case FOR -> String.join(", ", addresses);
            case PROTO -> proto;
            case HOST -> host;
            case PORT -> portOf(proto, host);
            case FORWARDED -> rendered();
            default -> null;
        };
    }

    /** Whether a field is one of those that tell of the client. Asked for every field of every request: first letter first. */
    static boolean isTold(String name) {
        int length = name.length();
        if (length < FORWARDED.length() || length > PROTO.length()) {
            return false;
        }
        return switch (name.charAt(0)) {
            case 'x', 'X' ->
                name.equalsIgnoreCase(FOR)
                        || name.equalsIgnoreCase(PROTO)
                        || name.equalsIgnoreCase(HOST)
                        || name.equalsIgnoreCase(PORT);
            case 'f', 'F' -> name.equalsIgnoreCase(FORWARDED);
            default -> false;
        };
    }

    private String rendered() {
        StringBuilder text = new StringBuilder();
        for (String address : addresses) {
            text.append(text.isEmpty() ? "for=" : ", for=").append(node(address));
            if (text.indexOf(";") < 0) {
                text.append(";proto=")
                        .append(proto)
                        .append(";host=\"")
                        .append(host)
                        .append('"');
            }
        }
        return text.toString();
    }

    private static String node(String address) {
        return address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
    }

    private static List<String> chain(String peer, List<String> reported, Predicate<String> trusted) {
        List<String> backwards = new ArrayList<>();
        backwards.add(peer);
        String reporter = peer;
        for (int i = reported.size() - 1; i >= 0 && trusted.test(reporter); i--) {
            String address = address(reported.get(i));
            if (address == null) {
                break;
            }
            backwards.add(address);
            reporter = address;
        }
        return backwards.reversed();
    }

    /** Without brackets and port; null for what is no address, such as {@code unknown} (RFC 7239 §6). */
    private static @Nullable String address(String node) {
        int bracket = node.indexOf(']');
        boolean bracketed = node.startsWith("[") && bracket > 0;
        int colon = node.indexOf(':');
        boolean hasPort = !bracketed && colon >= 0 && node.indexOf(':', colon + 1) < 0;
        String rest = bracketed ? node.substring(bracket + 1) : hasPort ? node.substring(colon) : "";
        String address = bracketed ? node.substring(1, bracket) : hasPort ? node.substring(0, colon) : node;
        boolean sound = rest.isEmpty()
                || (rest.startsWith(":") && portOr(rest.substring(1), "").length() > 0);
        return sound && AddressRange.isAddress(address) ? address : null;
    }

    private static List<String> members(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static String last(List<String> lines) {
        List<String> members = members(lines);
        return members.isEmpty() ? "" : members.getLast();
    }

    private static String protoOr(String said, String otherwise) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> "http";
            case "https", "wss" -> "https";
            default -> otherwise;
        };
    }

    private static String hostOr(String said, String proto, String otherwise) {
        return !said.isEmpty() && Authority.isWellFormed(said) ? Authority.canonical(proto, said) : otherwise;
    }

    private static String portOr(String said, String otherwise) {
        boolean digits = !said.isEmpty() && said.length() <= 5 && said.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Integer.parseInt(said) > 0 && Integer.parseInt(said) <= 65_535 ? said : otherwise;
    }

    private static String portOf(String proto, String host) {
        int end = Authority.hostEnd(host);
        String standard = proto.equals("https") ? "443" : "80";
        return end == host.length() ? standard : portOr(host.substring(end + 1), standard);
    }
}
