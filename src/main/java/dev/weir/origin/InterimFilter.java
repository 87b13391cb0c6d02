package dev.weir.origin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;

/**
 * Reads over interim responses that mean nothing here (RFC 9110 §15.2).
 *
 * <p>The client library knows 100 and 103, and takes every other 1xx for the answer: the request would fail, and the
 * answer would belong to nobody. One a connection.
 */
final class InterimFilter extends ChannelInboundHandlerAdapter {
    private boolean reading;

    private InterimFilter() {}

    static void addTo(HttpConnection connection) {
        HttpConnection actual = connection instanceof UnpooledHttpClientConnection lone ? lone.unwrap() : connection;
        if (actual.protocolVersion() != HttpVersion.HTTP_2 && actual instanceof HttpClientConnection client) {
            ChannelHandlerContext reader = client.channelHandlerContext();
            reader.pipeline().addBefore(reader.name(), "interim", new InterimFilter());
            OneAnswer.addTo(reader);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            reading = isMeaningless(response.status().code());
        }
        if (!reading) {
            context.fireChannelRead(message);
            return;
        }
        reading = !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
    }

    private static boolean isMeaningless(int status) {
        return status == 102 || (status > 103 && status < 200);
    }
}
