package dev.weir.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * One client of a crowd: one connection, one request.
 *
 * <p>The request is plain bytes made before the round starts, so that a thousand clients ask within a few milliseconds
 * even where client, gateway and origin share two cores. Confined to its connection's event loop once connected.
 */
final class Client extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final String name;
    private final ByteBuf request;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private ChannelHandlerContext connection;
    private long sent;

    Client(String name, String host, String target) {
        this.name = name;
        this.request = Unpooled.copiedBuffer(
                "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nX-Client: " + name + "\r\n\r\n",
                StandardCharsets.US_ASCII);
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    void send() {
        sent = System.nanoTime();
        connection.writeAndFlush(request);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection = context;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        String body = response.content().toString(StandardCharsets.UTF_8);
        int status = response.decoderResult().isSuccess() ? response.status().code() : 0;
        answer.complete(new Answer(name, status, body, System.nanoTime() - sent));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail("the connection was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause.toString());
        context.close();
    }

    private void fail(String why) {
        answer.complete(new Answer(name, 0, why, System.nanoTime() - sent));
    }
}
