package dev.weir.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An origin of one long body, sent at a steady pace; each byte tells its place. A thread a connection. */
final class Film implements AutoCloseable {
    private static final int PIECE = 32 << 10;
    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=(\\d+)-\r\n");

    private final ServerSocket server;
    private final long length;
    private final long bytesPerSecond;
    private final CountDownLatch mayBegin = new CountDownLatch(1);
    private final AtomicInteger wholes = new AtomicInteger();
    private final AtomicInteger rests = new AtomicInteger();

    Film(int port, long length, long bytesPerSecond) throws IOException {
        this.server = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        this.length = length;
        this.bytesPerSecond = bytesPerSecond;
        Thread.startVirtualThread(this::accept);
    }

    /** Heads are held back until now. */
    void begin() {
        mayBegin.countDown();
    }

    int wholes() {
        return wholes.get();
    }

    int rests() {
        return rests.get();
    }

    static byte at(long place) {
        return (byte) (place ^ (place >> 8) ^ (place >> 16));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = Heads.read(socket.getInputStream());
            Matcher range = RANGE.matcher(request);
            boolean rest = range.find();
            long from = rest ? Long.parseLong(range.group(1)) : 0;
            (rest ? rests : wholes).incrementAndGet();
            mayBegin.await();
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), PIECE);
            out.write(head(rest, from).getBytes(StandardCharsets.US_ASCII));
            send(out, from);
        } catch (IOException | InterruptedException gone) {
            // Whoever went away is counted by what it lacks.
        }
    }

    private String head(boolean rest, long from) {
        return (rest
                        ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + from + "-" + (length - 1) + "/"
                                + length
                        : "HTTP/1.1 200 OK")
                + "\r\nContent-Length: " + (length - from)
                + "\r\nETag: \"film\"\r\nCache-Control: max-age=60\r\nConnection: close\r\n\r\n";
    }

    private void send(OutputStream out, long from) throws IOException, InterruptedException {
        long start = System.nanoTime();
        byte[] piece = new byte[PIECE];
        for (long at = from; at < length; at += PIECE) {
            int size = (int) Math.min(PIECE, length - at);
            for (int i = 0; i < size; i++) {
                piece[i] = at(at + i);
            }
            out.write(piece, 0, size);
            out.flush();
            long due = start + (at + size - from) * 1_000_000_000L / bytesPerSecond;
            long early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Heads of messages, byte by byte. */
    static final class Heads {
        private Heads() {}

        static String read(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the connection ended in a head: " + head);
                }
                head.append((char) next);
            }
            return head.toString();
        }
    }
}
