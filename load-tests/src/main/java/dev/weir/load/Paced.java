package dev.weir.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Clients that ask at a steady pace and reuse their connections: prints the median and the 99th percentile they wait, in µs. */
@Command(name = "paced", mixinStandardHelpOptions = true, description = "Asks for one thing at a steady pace.")
final class Paced implements Callable<Integer> {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    @Option(names = "--target", required = true, description = "e.g. http://127.0.0.1:8080/page")
    private URI target;

    @Option(names = "--clients", description = "each with a connection; default: ${DEFAULT-VALUE}")
    private int clients = 4;

    @Option(names = "--rate", description = "requests a second of each; default: ${DEFAULT-VALUE}")
    private int rate = 100;

    @Option(names = "--seconds", description = "default: ${DEFAULT-VALUE}")
    private int seconds = 10;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Paced()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Future<long[]>> asking = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                asking.add(threads.submit(this::ask));
            }
            long[] all = new long[0];
            for (Future<long[]> one : asking) {
                long[] more = one.get();
                int before = all.length;
                all = Arrays.copyOf(all, before + more.length);
                System.arraycopy(more, 0, all, before, more.length);
            }
            Arrays.sort(all);
            System.out.println(all[all.length / 2] / 1_000 + " " + all[all.length * 99 / 100] / 1_000);
            return 0;
        }
    }

    private long[] ask() throws IOException, InterruptedException {
        long[] waited = new long[rate * seconds];
        byte[] request =
                ("GET " + target.getPath() + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long begun = System.nanoTime();
            for (int i = 0; i < waited.length; i++) {
                long due = begun + i * 1_000_000_000L / rate;
                long early = due - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                }
                long sent = System.nanoTime();
                socket.getOutputStream().write(request);
                Matcher length = LENGTH.matcher(Film.Heads.read(in));
                if (!length.find()) {
                    throw new IOException("an answer without a length");
                }
                in.skipNBytes(Long.parseLong(length.group(1)));
                waited[i] = System.nanoTime() - sent;
            }
        }
        return waited;
    }
}
