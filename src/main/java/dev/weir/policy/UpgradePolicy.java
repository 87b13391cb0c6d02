package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may leave HTTP for another protocol (RFC 9110 §7.8): it is asked for by a GET of HTTP/1.1, and its
 * route allows it. Else the field is dropped like every other of the connection, and the request goes on without.
 */
public final class UpgradePolicy {
    private static final String UPGRADE = "Upgrade";

    private UpgradePolicy() {}

    /**
     * The first allowed of the protocols that are asked for, as its client writes it; null for none.
     *
     * @param allowed in lower case; without a version every version
     */
    public static @Nullable String protocol(RequestHead request, Set<String> allowed) {
        Headers fields = request.headers();
        if (!request.protocol().equals("1.1")
                || !request.method().equals("GET")
                || fields.get(UPGRADE) == null
                || !isOption(fields.all(FieldNames.CONNECTION))) {
            return null;
        }
        for (String protocol : Text.pieces(fields.all(UPGRADE), ',')) {
            if (isToken(protocol) && isAllowed(protocol, allowed)) {
                return protocol;
            }
        }
        return null;
    }

    private static boolean isOption(List<String> connection) {
        return Text.pieces(connection, ',').stream().anyMatch(UPGRADE::equalsIgnoreCase);
    }

    private static boolean isToken(String protocol) {
        int slash = protocol.indexOf('/');
        return slash < 0
                ? Text.isToken(protocol)
                : Text.isToken(protocol.substring(0, slash)) && Text.isToken(protocol.substring(slash + 1));
    }

    private static boolean isAllowed(String protocol, Set<String> allowed) {
        int slash = protocol.indexOf('/');
        String name = slash < 0 ? protocol : protocol.substring(0, slash);
        return allowed.stream().anyMatch(one -> one.equalsIgnoreCase(name) || one.equalsIgnoreCase(protocol));
    }
}
