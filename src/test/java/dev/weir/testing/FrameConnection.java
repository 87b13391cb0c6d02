package dev.weir.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One client connection in HTTP/2 in clear text, frame by frame, for what no HTTP client would send. */
public final class FrameConnection implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int ACK = 1;
    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    private static final int BOUND_MILLIS = 20_000;

    /**
     * A frame as it came.
     *
     * @param fields of HEADERS; null in others
     */
    public record Frame(int type, int flags, int stream, Buffer payload, Http2Headers fields) {
        public boolean ends() {
            return (flags & END_STREAM) != 0;
        }

        /** Of RST_STREAM; of GOAWAY the last four bytes but what explains it. */
        public long error() {
            return payload.getUnsignedInt(type == GOAWAY ? 4 : 0);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

    /** Connects and begins with HTTP/2. */
    public FrameConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(BOUND_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
            send(SETTINGS, 0, 0, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FrameConnection send(int type, int flags, int stream, byte[] payload) {
        return write(frame(type, flags, stream, payload));
    }

    public static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    public FrameConnection write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole request without content: GET of a path of host {@code a}, and further fields. */
    public FrameConnection get(int stream, String path, String... fields) {
        List<String> all =
                new ArrayList<>(List.of(":method", "GET", ":scheme", "http", ":authority", "a", ":path", path));
        all.addAll(List.of(fields));
        return send(HEADERS, END_HEADERS | END_STREAM, stream, block(all.toArray(String[]::new)));
    }

    /** Names and values in turn, written out (RFC 7541 §6.2.2). */
    public static byte[] block(String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            writeText(block, fields[i]);
            writeText(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void writeText(ByteArrayOutputStream block, String text) {
        int rest = text.length() - 127;
        block.write(Math.min(text.length(), 127));
        if (rest >= 0) {
            for (; rest >= 128; rest >>= 7) {
                block.write((rest & 127) | 128);
            }
            block.write(rest);
        }
        block.writeBytes(text.getBytes(ISO_8859_1));
    }

    /** The next frame that is not of the connection's own housekeeping; null when the connection has ended. */
    public Frame next() {
        while (true) {
            Frame frame = read();
            if (frame == null || (frame.type() != SETTINGS && frame.type() != WINDOW_UPDATE)) {
                return frame;
            }
            if (frame.type() == SETTINGS && (frame.flags() & ACK) == 0) {
                send(SETTINGS, ACK, 0, new byte[0]);
            }
        }
    }

    private Frame read() {
        try {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            int length = first << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(
                    type,
                    flags,
                    stream,
                    Buffer.buffer(payload),
                    type == HEADERS ? fields(flags, stream, payload) : null);
        } catch (java.io.EOFException | java.net.SocketException ended) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Http2Headers fields(int flags, int stream, byte[] payload) {
        try {
            // The server writes a priority of five bytes in front.
            int skipped = (flags & 0x20) != 0 ? 5 : 0;
            return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload, skipped, payload.length - skipped));
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The status of the next response; 0 where its stream is reset, -1 where the connection ends instead. */
    public int status() {
        for (Frame frame = next(); frame != null; frame = next()) {
            if (frame.type() == HEADERS) {
                return Integer.parseInt(frame.fields().status().toString());
            }
            if (frame.type() == RST_STREAM) {
                return 0;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
