package dev.weir.http;

import dev.weir.http.EdgeObserver.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Takes from a trusted proxy, before anything else, whose connection it passes on (PROXY protocol, versions 1 and 2). A
 * proxy that says nothing of it is cut off: its client's bytes would be taken for its own.
 *
 * <p>Checks of health, which a proxy makes for itself (LOCAL, UNKNOWN), keep its own address. One a connection, on its event
 * loop.
 */
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> implements Progress {
    private final Admission admission;

    private boolean refused;

    ProxyHeader(Admission admission) {
        this.admission = admission;
    }

    /** What came behind a header that is refused, in the same read, is nobody's request. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(ctx, message);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
        HAProxyProxiedProtocol protocol = header.proxiedProtocol();
        switch (protocol) {
            case TCP4, TCP6 ->
                ctx.channel()
                        .attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE)
                        .set(SocketAddress.inetSocketAddress(header.sourcePort(), header.sourceAddress()));
            case UNKNOWN, UNIX_STREAM -> {}
            case UDP4, UDP6, UNIX_DGRAM -> {
                refuse(ctx);
                return;
            }
        }
        ctx.pipeline().remove(this);
    }

    /** The decoder has closed the connection already. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(ctx);
    }

    private void refuse(ChannelHandlerContext ctx) {
        refused = true;
        admission.cutOff(ctx, Refusal.PROXY);
    }

    /** From the first moment on. */
    @Override
    public boolean isWithin() {
        return true;
    }

    @Override
    public long ended() {
        return 0;
    }
}
