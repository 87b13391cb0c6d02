package dev.weir.http;

import dev.weir.http.ForwardedSettings.Family;
import dev.weir.message.Authority;
import dev.weir.message.TargetUri;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who sends requests, by their connections and by the proxies that the operator trusts. */
final class Senders {
    /** Of a connection that does not come over IP (RFC 7239 §6.2). */
    private static final String UNKNOWN = "unknown";

    private static final List<String> X = List.of(Provenance.FOR, Provenance.PROTO, Provenance.HOST, Provenance.PORT);

    private final ForwardedSettings settings;

    Senders(ForwardedSettings settings) {
        this.settings = settings;
    }

    /**
     * What the client asked for, where a trusted proxy stands between: its protocol and its host, not those by which the
     * proxy asks here.
     */
    TargetUri asClientAsked(HttpServerRequest request, TargetUri received) {
        if (settings.trustedProxies().isEmpty() || settings.family() == Family.OFF) {
            return received;
        }
        Provenance believed = believed(request, received);
        return new TargetUri(
                believed.proto(),
                Authority.canonical(believed.proto(), believed.host()),
                received.path(),
                received.query());
    }

    /** The value that the origin gets of a field that tells of the client; null for none. */
    @Nullable
    String told(HttpServerRequest request, TargetUri target, String name) {
        boolean isForwarded = name.equalsIgnoreCase(Provenance.FORWARDED);
        boolean isWritten = isForwarded
                ? settings.family().writesForwarded()
                : settings.family().writesX();
        return isWritten ? believed(request, target).value(name) : null;
    }

    void tellAll(HttpServerRequest request, TargetUri target, BiConsumer<String, String> visitor) {
        if (settings.family() == Family.OFF) {
            return;
        }
        Provenance believed = believed(request, target);
        if (settings.family().writesX()) {
            X.forEach(name -> tell(believed, name, visitor));
        }
        if (settings.family().writesForwarded()) {
            tell(believed, Provenance.FORWARDED, visitor);
        }
    }

    private static void tell(Provenance believed, String name, BiConsumer<String, String> visitor) {
        String value = believed.value(name);
        if (value != null) {
            visitor.accept(name, value);
        }
    }

    private Provenance believed(HttpServerRequest request, TargetUri target) {
        Provenance.Connection connection =
                new Provenance.Connection(address(request.remoteAddress()), target.scheme(), target.authority());
        Provenance.Fields fields = name -> request.headers().getAll(name);
        return settings.family().readsForwarded()
                ? Provenance.byForwarded(connection, fields, settings::trusts)
                : Provenance.byX(connection, fields, settings::trusts);
    }

    private static String address(@Nullable SocketAddress peer) {
        String address = peer == null ? null : peer.hostAddress();
        if (address == null) {
            return UNKNOWN;
        }
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
