package dev.weir.http;

import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gate makes of a request that the server's codec has read. */
public final class Admitted {
    private Admitted() {}

    /** As the server has it. */
    public static HttpRequestDecoder decoder() {
        return StrictRequestDecoder.upTo(ListenSettings.Heads.STANDARD);
    }

    /** Null if it is refused. */
    public static @Nullable RequestHead of(HttpRequest read) {
        String protocol = read.protocolVersion().equals(HttpVersion.HTTP_1_0) ? "1.0" : "1.1";
        TargetUri target = RequestGate.check(
                        new RequestGate.Line(
                                read.method().name(),
                                read.uri(),
                                protocol,
                                read.headers().getAll("host"),
                                read.headers().getAll("transfer-encoding")),
                        "http")
                .target();
        FieldLines.Builder fields = FieldLines.builder();
        read.headers().forEach(line -> fields.add(line.getKey(), line.getValue()));
        return target == null
                ? null
                : new RequestHead(read.method().name(), target, fields.build(), protocol, Fence.START);
    }

    /** The same by its parts, as a client would send them. */
    public static @Nullable TargetUri target(String method, String uri, String host) {
        return RequestGate.check(new RequestGate.Line(method, uri, "1.1", List.of(host), List.of()), "http")
                .target();
    }
}
