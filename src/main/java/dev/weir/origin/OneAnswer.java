package dev.weir.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection to an origin carry one answer a request, and ends it where more comes (RFC 9112 §9.2, §11.1): what
 * stands behind an answer would else be taken for the answer to somebody else's next request.
 *
 * <p>The end of an answer is held back until what was read with it has been looked through. If there is more, the answer
 * counts as broken: either its length is wrong, or somebody made the origin split it. The decoder may hold a part of a
 * line, of which nobody can ask; so it is given the end of a head, which it skips where it holds nothing. What arrives
 * while nothing is asked ends the connection as it stands. Only what is still under way when the next request is sent
 * cannot be told from its answer. A status that is none counts as broken too.
 *
 * <p>Empty lines between answers are no answer. One a connection of HTTP/1, on its event loop.
 */
final class OneAnswer extends ChannelDuplexHandler {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LOWEST = 100;
    private static final int LOWEST_FINAL = 200;
    private static final int HIGHEST = 599;

    private final Wire wire = new Wire();
    private boolean asked;
    private boolean interim;
    private boolean more;
    private boolean tunnel;
    private @Nullable LastHttpContent held;

    private OneAnswer() {}

    /** @param reader what takes the decoded messages */
    static void addTo(ChannelHandlerContext reader) {
        ChannelPipeline pipeline = reader.pipeline();
        ChannelHandlerContext codec = pipeline.context(HttpClientCodec.class);
        if (codec != null) {
            OneAnswer messages = new OneAnswer();
            pipeline.addBefore(reader.name(), "one-answer", messages);
            pipeline.addBefore(codec.name(), "one-answer-wire", messages.wire);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        asked |= message instanceof HttpRequest;
        var unused = context.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (tunnel) {
            context.fireChannelRead(message);
            return;
        }
        if (!asked) {
            more = true;
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpResponse response) {
            int status = response.status().code();
            if (status < LOWEST || status > HIGHEST) {
                response.setDecoderResult(DecoderResult.failure(new IllegalStateException("status " + status)));
            }
            tunnel = status == SWITCHING_PROTOCOLS;
            interim = status < LOWEST_FINAL;
        }
        if (message instanceof LastHttpContent end && !interim) {
            asked = false;
            end(context, end);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** An answer that ends with its connection has nothing behind it. */
    private void end(ChannelHandlerContext context, LastHttpContent end) {
        if (wire.reading) {
            held = end;
        } else {
            context.fireChannelRead(end);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        LastHttpContent end = held;
        held = null;
        if (end != null && more) {
            ReferenceCountUtil.release(end);
            LastHttpContent broken = new DefaultLastHttpContent();
            broken.setDecoderResult(DecoderResult.failure(new IllegalStateException("more than one answer")));
            context.fireChannelRead(broken);
        } else if (end != null) {
            context.fireChannelRead(end);
        } else if (more) {
            var unused = context.close();
        }
        context.fireChannelReadComplete();
    }

    /** Sees the bytes before they are decoded. */
    private final class Wire extends ChannelInboundHandlerAdapter {
        private boolean reading;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            reading = true;
            if (!asked && held == null && !tunnel && message instanceof ByteBuf bytes) {
                more |= bytes.forEachByte(ByteProcessor.FIND_NON_CRLF) >= 0;
                bytes.release();
                return;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (held != null) {
                context.fireChannelRead(Unpooled.wrappedBuffer(END_OF_HEAD));
            }
            reading = false;
            context.fireChannelReadComplete();
        }
    }
}
