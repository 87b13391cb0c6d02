package dev.weir.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.impl.tcp.Http1xOrH2CHandler;

/**
 * Lets a client of clear text begin with HTTP/2, and never change to it on the way: {@code Upgrade: h2c} is answered in
 * HTTP/1.1, as if it were not there.
 *
 * <p>RFC 9113 has done away with the upgrade. The server's own one reads the first request by rules that are not those of
 * {@link RequestGate} (of two Host fields it takes the first), and keeps content that came with a broken one. It stands in
 * the pipeline as soon as the first byte shows that it is not HTTP/2 which begins, so bytes are handed on one at a time
 * until that is known. Then the decoder is replaced, too, before it has decoded anything.
 */
final class UpgradeRefusal extends ChannelInboundHandlerAdapter {
    private static final String UPGRADER = "h2c";

    private final ListenSettings.Heads heads;

    UpgradeRefusal(ListenSettings.Heads heads) {
        this.heads = heads;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        while (bytes.isReadable() && isUndecided(ctx.pipeline())) {
            ctx.fireChannelRead(bytes.readRetainedSlice(1));
        }
        if (!isUndecided(ctx.pipeline())) {
            if (ctx.pipeline().get(UPGRADER) != null) {
                StrictRequestDecoder.addTo(ctx.pipeline(), heads);
                ctx.pipeline().addBefore(UPGRADER, null, new FirstRequest());
            }
            ctx.pipeline().remove(this);
        }
        if (bytes.isReadable()) {
            ctx.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
    }

    private static boolean isUndecided(ChannelPipeline pipeline) {
        return pipeline.get(Http1xOrH2CHandler.class) != null;
    }

    /** The only one that the server would change protocols for. */
    private static final class FirstRequest extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest request
                    && request.headers().containsValue(HttpHeaderNames.UPGRADE, UPGRADER, true)) {
                request.headers().remove(HttpHeaderNames.UPGRADE);
            }
            ctx.pipeline().remove(this);
            ctx.fireChannelRead(message);
        }
    }
}
