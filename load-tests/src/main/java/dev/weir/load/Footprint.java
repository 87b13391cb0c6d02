package dev.weir.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What one more of something costs a gateway: its live heap after full collections, and what it has resident, before and after. */
@Command(name = "footprint", mixinStandardHelpOptions = true, description = "Measures what many of a kind cost.")
final class Footprint implements Callable<Integer> {
    /** Of what there are many. */
    enum Many {
        /** Connections that have asked once and say nothing since. */
        IDLE,
        /** Stored responses, asked for on one connection. */
        STORED,
        /** Requests that wait for one slow answer. */
        FOLLOWERS
    }

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final int WARM_UP = 200;

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private Many kind;

    @Option(names = "--target", required = true, description = "the gateway")
    private URI target;

    @Option(names = "--count", required = true, description = "how many")
    private int count;

    @Option(names = "--gateway-pid", required = true, description = "whose memory is measured")
    private long gatewayPid;

    @Option(names = "--jcmd", required = true, description = "of the gateway's JDK")
    private String jcmd;

    private final List<Socket> open = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Footprint())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        ask("/warm-up", kind == Many.FOLLOWERS ? 1 : WARM_UP);
        long heap = liveHeap();
        long resident = resident();
        switch (kind) {
            case IDLE -> ask("/page", count);
            case STORED -> askOnOne();
            case FOLLOWERS -> follow();
        }
        long heapAfter = liveHeap();
        long residentAfter = resident();
        System.out.printf(
                "%-10s %8d   heap %8d B each   resident %8d B each%n",
                kind.name().toLowerCase(Locale.ROOT),
                count,
                (heapAfter - heap) / count,
                (residentAfter - resident) / count);
        return 0;
    }

    private void ask(String path, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            Socket socket = connect();
            open.add(socket);
            send(socket, path);
            readAnswer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private void askOnOne() throws IOException {
        try (Socket socket = connect()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < count; i++) {
                send(socket, "/products/" + i);
                readAnswer(in);
            }
        }
    }

    /** Long enough for all to be waiting, and shorter than the answer takes. */
    private void follow() throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            Socket socket = connect();
            open.add(socket);
            send(socket, "/slow");
        }
        Thread.sleep(2_000);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), target.getPort());
    }

    private static void send(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void readAnswer(InputStream in) throws IOException {
        Matcher length = LENGTH.matcher(Film.Heads.read(in));
        if (!length.find()) {
            throw new IOException("an answer without a length");
        }
        in.skipNBytes(Long.parseLong(length.group(1)));
    }

    /** Bytes that are used after full collections. */
    private long liveHeap() throws IOException, InterruptedException {
        run("GC.run");
        run("GC.run");
        return number(USED, run("GC.heap_info"));
    }

    private long resident() throws IOException {
        return number(RESIDENT, Files.readString(Path.of("/proc/" + gatewayPid + "/status")));
    }

    private static long number(Pattern kibibytes, String text) throws IOException {
        Matcher found = kibibytes.matcher(text);
        if (!found.find()) {
            throw new IOException("no " + kibibytes + " in " + text);
        }
        return Long.parseLong(found.group(1)) << 10;
    }

    private String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(jcmd, Long.toString(gatewayPid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
