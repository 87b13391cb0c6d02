package dev.weir.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** Reads one long body as fast as it comes, or at a pace of its own, and looks at every byte. */
final class Viewer implements Callable<Viewer.Seen> {
    /**
     * What it saw.
     *
     * @param bytes right ones, from the first on
     * @param wrong whether another byte followed
     */
    record Seen(long bytes, boolean wrong, double seconds) {}

    private static final int SMALL_BUFFER = 32 << 10;

    private final int port;
    private final String path;
    private final long bytesPerSecond;
    private volatile boolean over;

    /** @param bytesPerSecond 0 for as fast as it comes */
    Viewer(int port, String path, long bytesPerSecond) {
        this.port = port;
        this.path = path;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Makes a slow one leave. */
    void leave() {
        over = true;
    }

    @Override
    public Seen call() throws Exception {
        try (Socket socket = new Socket()) {
            if (bytesPerSecond > 0) {
                socket.setReceiveBufferSize(SMALL_BUFFER);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: film\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            Film.Heads.read(in);
            return watch(in);
        }
    }

    private Seen watch(InputStream in) throws IOException, InterruptedException {
        byte[] buffer = new byte[bytesPerSecond > 0 ? (int) bytesPerSecond / 10 : 64 << 10];
        long start = System.nanoTime();
        long seen = 0;
        int size;
        while (!over && (size = in.read(buffer)) >= 0) {
            for (int i = 0; i < size; i++) {
                if (buffer[i] != Film.at(seen++)) {
                    return new Seen(seen - 1, true, since(start));
                }
            }
            if (bytesPerSecond > 0) {
                Thread.sleep(100);
            }
        }
        return new Seen(seen, false, since(start));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
