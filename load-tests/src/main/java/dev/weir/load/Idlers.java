package dev.weir.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many connections that say nothing, and many that say one byte a second; who is cut off comes again. One thread. */
@Command(name = "idlers", mixinStandardHelpOptions = true, description = "Holds connections until it is ended.")
final class Idlers implements Callable<Integer> {
    private static final byte[] HEAD =
            ("GET /drip HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(1_000)).getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECTING_AT_ONCE = 200;
    private static final long SECOND = 1_000;

    @Option(names = "--target", required = true, description = "the gateway, e.g. http://127.0.0.1:8080")
    private URI target;

    @Option(names = "--idle", description = "that say nothing; default: ${DEFAULT-VALUE}")
    private int idle = 10_000;

    @Option(names = "--dripping", description = "that say one byte a second; default: ${DEFAULT-VALUE}")
    private int dripping = 1_000;

    private final List<SocketChannel> silent = new ArrayList<>();
    private final List<SocketChannel> slow = new ArrayList<>();
    private long cutOff;
    private int said;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Idlers()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (Selector selector = Selector.open()) {
            boolean ready = false;
            while (true) {
                long due = System.currentTimeMillis() + (ready ? SECOND : 1);
                fill(selector, silent, idle, CONNECTING_AT_ONCE);
                fill(selector, slow, dripping, CONNECTING_AT_ONCE);
                if (!ready && silent.size() == idle && slow.size() == dripping) {
                    ready = true;
                    System.out.println("ready");
                }
                drip();
                for (long left = due - System.currentTimeMillis(); left > 0; left = due - System.currentTimeMillis()) {
                    selector.select(left);
                    leaveWhoIsCutOff(selector);
                }
                if (ready && said % 10 == 0) {
                    System.out.println("cut off so far: " + cutOff);
                }
            }
        }
    }

    private void fill(Selector selector, List<SocketChannel> all, int wanted, int atOnce) throws IOException {
        for (int i = 0; i < atOnce && all.size() < wanted; i++) {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getPort()));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, all);
            all.add(channel);
        }
    }

    private void drip() {
        ByteBuffer next = ByteBuffer.wrap(HEAD, said++ % HEAD.length, 1);
        for (SocketChannel channel : slow) {
            try {
                channel.write(next.duplicate());
            } catch (IOException gone) {
                // Reading tells, too.
            }
        }
    }

    private void leaveWhoIsCutOff(Selector selector) throws IOException {
        ByteBuffer any = ByteBuffer.allocate(4_096);
        for (SelectionKey key : selector.selectedKeys()) {
            SocketChannel channel = (SocketChannel) key.channel();
            int read;
            try {
                read = channel.read(any.clear());
            } catch (IOException reset) {
                read = -1;
            }
            if (read < 0) {
                cutOff++;
                silent.remove(channel);
                slow.remove(channel);
                channel.close();
            }
        }
        selector.selectedKeys().clear();
    }
}
