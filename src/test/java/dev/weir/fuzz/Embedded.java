package dev.weir.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.function.Predicate;

/** A codec of the gateway's on a channel without a socket. */
final class Embedded {
    private Embedded() {}

    /**
     * Decodes bytes that come in pieces of one size.
     *
     * @param taken shown each message and piece of content in turn, until it has seen enough
     */
    static void decode(ChannelHandler codec, byte[] input, int piece, Predicate<HttpObject> taken) {
        EmbeddedChannel channel = new EmbeddedChannel(codec);
        try {
            for (int from = 0; from < input.length; from += piece) {
                channel.writeInbound(Unpooled.copiedBuffer(input, from, Math.min(piece, input.length - from)));
            }
            channel.finish();
            boolean wanted = true;
            for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
                wanted = wanted && next instanceof HttpObject message && taken.test(message);
                ReferenceCountUtil.release(next);
            }
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    /** What goes out on the wire. */
    static byte[] encode(ChannelHandler codec, List<? extends HttpObject> message) {
        EmbeddedChannel channel = new EmbeddedChannel(codec);
        try {
            message.forEach(channel::writeOutbound);
            ByteBuf all = Unpooled.buffer();
            for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
                all.writeBytes(part);
                part.release();
            }
            byte[] bytes = new byte[all.readableBytes()];
            all.readBytes(bytes);
            return bytes;
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
