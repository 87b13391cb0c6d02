package dev.weir.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AsciiString;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;

/**
 * The server's decoder without the leniency that lets two parsers see two requests in the same bytes (RFC 9112 §2.2, §3,
 * §5.2, §7.1.1): it refuses folded fields, any white space in the request line but two single spaces, fields without a
 * name, versions other than 1.0 and 1.1 to the letter, and whatever stands behind the size of a chunk.
 *
 * <p>RFC 9112 lets a recipient ignore chunk extensions and unfold fields; but none that means well sends them, and what is
 * dropped here could have been read by somebody before. What the decoder it extends refuses, it refuses too. One a
 * connection, on its event loop.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder implements Progress {
    private static final String NAME = "httpDecoder";
    private static final int VERSION_LENGTH = "HTTP/1.1".length();
    private static final int LINE_END = 2;

    /** What of the request line is neither method, target nor version. */
    private static final int TWO_SPACES = 2;

    private enum At {
        HEAD,
        FIXED_CONTENT,
        CHUNK_SIZE,
        CHUNK,
        TRAILERS,
        BROKEN
    }

    private At at = At.HEAD;
    private int headBytes;
    private int fields;
    private int methodLength;
    private int targetLength;
    private boolean singleSpaces;
    private final int mostFields;
    private boolean isWithin;
    private long heads;

    private StrictRequestDecoder(Http1ServerConfig config, int mostFields) {
        super(config);
        this.mostFields = mostFields;
    }

    @Override
    public boolean isWithin() {
        return isWithin;
    }

    @Override
    public long ended() {
        return heads;
    }

    /** Puts one in the place of the server's own; not where the connection speaks another version of HTTP. */
    static void addTo(HttpConnection connection, ListenSettings.Heads heads) {
        if (connection instanceof HttpServerConnection server) {
            addTo(server.channelHandlerContext().pipeline(), heads);
        }
    }

    /** What the decoder in its place has taken and not decoded yet goes to the new one. */
    static void addTo(ChannelPipeline pipeline, ListenSettings.Heads heads) {
        ChannelHandler present = pipeline.get(NAME);
        if (present instanceof VertxHttpRequestDecoder && !(present instanceof StrictRequestDecoder)) {
            pipeline.replace(NAME, NAME, upTo(heads));
        }
    }

    /** Whether there is one; nothing that comes after is read by it. */
    static boolean stopReading(Channel channel) {
        if (channel.pipeline().get(NAME) instanceof StrictRequestDecoder decoder) {
            decoder.at = At.BROKEN;
            return true;
        }
        return false;
    }

    static StrictRequestDecoder upTo(ListenSettings.Heads heads) {
        return new StrictRequestDecoder(
                new Http1ServerConfig().setMaxHeaderSize(heads.bytes()).setMaxInitialLineLength(heads.bytes()),
                heads.fields());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        int start = buffer.readerIndex();
        int known = out.size();
        switch (at) {
            case BROKEN -> buffer.skipBytes(buffer.readableBytes());
            case CHUNK_SIZE -> decodeChunk(context, buffer, out);
            case HEAD -> {
                isWithin = true;
                super.decode(context, buffer, out);
                readHead(buffer, start, out, known);
            }
            case FIXED_CONTENT, CHUNK, TRAILERS -> {
                super.decode(context, buffer, out);
                int content = content(out, known);
                if (out.size() > known && out.get(out.size() - 1) instanceof LastHttpContent last) {
                    at = last.decoderResult().isSuccess() ? At.HEAD : At.BROKEN;
                } else if (at == At.CHUNK && buffer.readerIndex() - start - content == LINE_END) {
                    at = At.CHUNK_SIZE;
                }
            }
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        if (!line[2].equals("HTTP/1.1") && !line[2].equals("HTTP/1.0")) {
            throw new IllegalArgumentException("version");
        }
        fields = 0;
        methodLength = line[0].length();
        targetLength = line[1].length();
        return super.createMessage(line);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (length == 0) {
            throw new IllegalArgumentException("a field without a name");
        }
        fields++;
        return super.splitHeaderName(line, start, length);
    }

    private void readHead(ByteBuf buffer, int start, List<Object> out, int known) {
        int begun = start;
        while (headBytes == 0 && begun < buffer.readerIndex() && isLineEnd(buffer.getByte(begun))) {
            begun++;
        }
        if (headBytes == 0 && begun < buffer.readerIndex()) {
            int secondSpace = begun + methodLength + 1 + targetLength;
            singleSpaces = secondSpace < buffer.readerIndex()
                    && buffer.getByte(begun + methodLength) == ' '
                    && buffer.getByte(secondSpace) == ' ';
        }
        headBytes += buffer.readerIndex() - begun;
        if (out.size() == known || !(out.get(known) instanceof HttpRequest request)) {
            return;
        }
        isWithin = false;
        heads++;
        if (fields > mostFields) {
            request.setDecoderResult(DecoderResult.failure(new TooLongHttpHeaderException("fields")));
        }
        boolean isRead = request.decoderResult().isSuccess();
        if (isRead && !isStrict(request)) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("white space")));
            isRead = false;
        }
        boolean isWhole = out.get(out.size() - 1) instanceof LastHttpContent;
        at = !isRead ? At.BROKEN : next(request, isWhole);
        headBytes = 0;
    }

    private static At next(HttpRequest request, boolean isWhole) {
        if (isWhole) {
            return At.HEAD;
        }
        return HttpUtil.isTransferEncodingChunked(request) ? At.CHUNK_SIZE : At.FIXED_CONTENT;
    }

    /** The lengths tell: each field has one line, or one was folded. */
    private boolean isStrict(HttpRequest request) {
        if (!(request.decoderResult() instanceof HttpMessageDecoderResult size)) {
            return false;
        }
        int line = methodLength + targetLength + VERSION_LENGTH + TWO_SPACES;
        int lines = headBytes - size.totalSize() - LINE_END - LINE_END;
        return singleSpaces && size.initialLineLength() == line && lines == fields * LINE_END;
    }

    private void decodeChunk(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        int start = buffer.readerIndex();
        int known = out.size();
        int lineEnd = buffer.bytesBefore(HttpConstants.LF);
        boolean isEmpty = isLastChunk(buffer, start, lineEnd);
        if (lineEnd >= 0 && !isSize(buffer, start, lineEnd)) {
            at = At.BROKEN;
            buffer.skipBytes(buffer.readableBytes());
            LastHttpContent broken = new DefaultLastHttpContent();
            broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("chunk size")));
            out.add(broken);
            return;
        }
        super.decode(context, buffer, out);
        int taken = buffer.readerIndex() - start;
        if (taken == 0) {
            return;
        }
        boolean isOver = taken - content(out, known) - lineEnd - 1 == LINE_END;
        at = isEmpty ? At.TRAILERS : isOver ? At.CHUNK_SIZE : At.CHUNK;
    }

    /** Nothing but hexadecimal digits up to CRLF. */
    private static boolean isSize(ByteBuf buffer, int start, int lineEnd) {
        int digits = lineEnd - 1;
        if (digits < 1 || buffer.getByte(start + digits) != HttpConstants.CR) {
            return false;
        }
        for (int i = start; i < start + digits; i++) {
            if (Character.digit(buffer.getByte(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLastChunk(ByteBuf buffer, int start, int lineEnd) {
        for (int i = start; i < start + lineEnd - 1; i++) {
            if (buffer.getByte(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static int content(List<Object> out, int from) {
        int bytes = 0;
        for (int i = from; i < out.size(); i++) {
            bytes += out.get(i) instanceof HttpContent content
                    ? content.content().readableBytes()
                    : 0;
        }
        return bytes;
    }

    private static boolean isLineEnd(byte octet) {
        return octet == HttpConstants.CR || octet == HttpConstants.LF;
    }
}
