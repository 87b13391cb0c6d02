package dev.weir.http;

import dev.weir.notation.AddressRange;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may purge on the port for clients, by the address that the connection comes from. What a field of the request says
 * of the client does not count: anybody can write one.
 */
record Purgers(List<AddressRange> ranges) {
    /** @param peer null, or without an address, for a connection that does not come over IP */
    boolean isAllowed(@Nullable SocketAddress peer) {
        String address = peer == null ? null : peer.hostAddress();
        return address != null && ranges.stream().anyMatch(range -> range.contains(address));
    }
}
