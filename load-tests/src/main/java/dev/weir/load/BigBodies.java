package dev.weir.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends one long body through the gateway each way, and measures what it keeps of them. */
@Command(
        name = "big-bodies",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A download and an upload that are longer than the gateway's heap.")
final class BigBodies implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    private static final int PIECE = 64 << 10;
    private static final long MOST_GROWTH = 8 * MIB;
    private static final String END = "\r\n\r\n";

    @Spec
    private CommandSpec spec;

    @Option(names = "--target", required = true, description = "the gateway, e.g. http://127.0.0.1:8080")
    private URI target;

    @Option(names = "--origin-port", required = true, description = "where this program is the origin")
    private int originPort;

    @Option(names = "--gateway-pid", required = true, description = "whose heap is measured")
    private long gatewayPid;

    @Option(names = "--jcmd", required = true, description = "of the gateway's JDK")
    private String jcmd;

    @Option(names = "--mebibytes", description = "length of each body; default: ${DEFAULT-VALUE}")
    private int mebibytes = 1024;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BigBodies()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        LiveHeap heap = new LiveHeap(jcmd, gatewayPid);
        long length = mebibytes * MIB;
        try (ServerSocket origin = new ServerSocket(originPort, 64, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> accept(origin));
            boolean met = download(1 << 16) && upload(1 << 16, null);
            long before = heap.bytes();
            long begun = System.nanoTime();
            met &= download(length);
            double downSeconds = (System.nanoTime() - begun) / 1e9;
            long half = Math.max(before, heap.bytes());
            CompletableFuture<Long> meanwhile = new CompletableFuture<>();
            begun = System.nanoTime();
            met &= upload(length, () -> meanwhile.complete(heapOr(heap)));
            double upSeconds = (System.nanoTime() - begun) / 1e9;
            long most = Math.max(Math.max(half, meanwhile.get()), heap.bytes());
            out.printf(
                    "%d MiB down in %.1f s, up in %.1f s, every byte right: %s%n",
                    mebibytes, downSeconds, upSeconds, met);
            out.printf("live heap: %.1f MiB before, at most %.1f MiB%n", 1.0 * before / MIB, 1.0 * most / MIB);
            met &= most - before <= MOST_GROWTH;
            out.printf("bounds (every byte, %d MiB): %s%n", MOST_GROWTH / MIB, met ? "met" : "MISSED");
            out.flush();
            return met ? 0 : 1;
        }
    }

    private static long heapOr(LiveHeap heap) {
        try {
            return heap.bytes();
        } catch (IOException | InterruptedException unknown) {
            return Long.MAX_VALUE;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), target.getPort());
    }

    private boolean download(long length) throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET /down/" + length + " HTTP/1.1\r\nHost: a\r\nConnection: close" + END);
            String head = Film.Heads.read(socket.getInputStream());
            return head.startsWith("HTTP/1.1 200") && isWhole(socket.getInputStream(), length);
        }
    }

    /** @param halfway runs when half of it is sent */
    private boolean upload(long length, Runnable halfway) throws IOException {
        try (Socket socket = connect()) {
            write(socket, "POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\nConnection: close" + END);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), PIECE);
            send(out, 0, length / 2);
            if (halfway != null) {
                halfway.run();
            }
            send(out, length / 2, length);
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.startsWith("HTTP/1.1 200") && answer.endsWith("whole");
        }
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            String request = Film.Heads.read(socket.getInputStream());
            if (request.startsWith("GET /down/")) {
                long length = Long.parseLong(request.substring("GET /down/".length(), request.indexOf(" HTTP/")));
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\nConnection: close" + END);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), PIECE);
                send(out, 0, length);
                out.flush();
            } else {
                int at = request.toLowerCase(Locale.ROOT).indexOf("content-length: ") + 16;
                long length = Long.parseLong(request.substring(at, request.indexOf('\r', at)));
                String said = isWhole(socket.getInputStream(), length) ? "whole" : "wrong";
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close" + END + said);
            }
        } catch (IOException gone) {
            // Whoever went away is counted by what it lacks.
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void send(OutputStream out, long from, long to) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long at = from; at < to; at += PIECE) {
            int size = (int) Math.min(PIECE, to - at);
            for (int i = 0; i < size; i++) {
                piece[i] = Film.at(at + i);
            }
            out.write(piece, 0, size);
        }
    }

    private static boolean isWhole(InputStream in, long length) throws IOException {
        byte[] piece = new byte[PIECE];
        long at = 0;
        while (at < length) {
            int size = in.read(piece, 0, (int) Math.min(PIECE, length - at));
            if (size < 0) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                if (piece[i] != Film.at(at + i)) {
                    return false;
                }
            }
            at += size;
        }
        return true;
    }
}
