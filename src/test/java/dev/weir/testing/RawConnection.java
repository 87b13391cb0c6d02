package dev.weir.testing;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One client connection, byte by byte. In what is sent, {@code |} stands for the end of a line. */
public final class RawConnection implements AutoCloseable {
    private static final int BOUND_MILLIS = 20_000;

    private final Socket socket;

    public RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(BOUND_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawConnection send(String text) {
        return send(text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything up to and with the marker; what came so far where the connection ends first. */
    public String readUntil(String marker) {
        StringBuilder received = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (received.length() < marker.length()
                    || received.indexOf(marker, received.length() - marker.length()) < 0) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                received.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("after: " + received, e);
        }
        return received.toString();
    }

    /** Everything until the gateway closes. */
    public String readToEnd() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many bytes as that; fewer where the gateway closes before. */
    public byte[] readAtMost(int length) {
        try {
            return socket.getInputStream().readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything until the gateway closes, as bytes. */
    public Buffer readBytes() {
        try {
            return Buffer.buffer(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves with a reset, as a client that was killed. */
    public void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
