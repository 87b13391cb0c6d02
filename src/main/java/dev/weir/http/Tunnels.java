package dev.weir.http;

import dev.weir.exchange.Tunnel;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/** The connections of one event loop that have left HTTP. */
final class Tunnels {
    /** The library's own limit for connections that are silent; a tunnel has another. */
    private static final String IDLE_HANDLER = "idle";

    private final GatewayServer.Wiring wiring;
    private final Answering answering;

    Tunnels(GatewayServer.Wiring wiring, Answering answering) {
        this.wiring = wiring;
        this.answering = answering;
    }

    /** Answers 101, with the fields that the response has already, and lets the bytes pass. */
    void open(HttpServerRequest request, Tunnel tunnel) {
        answering.holds();
        request.toNetSocket().onSuccess(client -> join(client, tunnel)).onFailure(gone -> {
            tunnel.abandon();
            answering.releases();
        });
    }

    private void join(NetSocket client, Tunnel tunnel) {
        ChannelPipeline pipeline =
                ((NetSocketInternal) client).channelHandlerContext().pipeline();
        if (pipeline.get(IDLE_HANDLER) != null) {
            pipeline.remove(IDLE_HANDLER);
        }
        wiring.tunnels().incrementAndGet();
        new TunnelPump(wiring.vertx(), tunnel, wiring.nanoTime()).join(client).onComplete(closed -> {
            wiring.tunnels().decrementAndGet();
            answering.releases();
        });
    }
}
