package dev.weir.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Many clients, each on a connection of its own, that ask for one thing at the same moment.
 *
 * <p>One event loop drives them all: a second would take the other core from the gateway under test.
 */
final class Crowd implements AutoCloseable {
    private static final int LARGEST_BODY = 16 << 20;
    /** Below the listen backlog of every server measured so far: a dropped SYN costs a second. */
    private static final int CONNECTING_AT_ONCE = 100;

    private final List<URI> targets;
    private final int size;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** @param targets gateways of one fleet, which the clients are spread over; all ask for what the first one names */
    Crowd(List<URI> targets, int size) {
        this.targets = targets;
        this.size = size;
    }

    /** Opens all connections, then sends all requests, then waits until every client has its answer. */
    List<Answer> ask(String pathAndQuery, Duration limit) throws Exception {
        List<Client> clients = new ArrayList<>(size);
        List<Channel> channels = new ArrayList<>(size);
        try {
            while (clients.size() < size) {
                connect(clients, channels, pathAndQuery);
            }
            loop.execute(() -> clients.forEach(Client::send));
            return answers(clients, limit);
        } finally {
            for (Channel channel : channels) {
                channel.close().sync();
            }
        }
    }

    private void connect(List<Client> clients, List<Channel> channels, String pathAndQuery) throws Exception {
        List<CompletableFuture<?>> pending = new ArrayList<>();
        for (int i = 0; i < CONNECTING_AT_ONCE && clients.size() < size; i++) {
            String host = targets.getFirst().getAuthority();
            URI target = targets.get(clients.size() % targets.size());
            Client client = new Client("client-%05d".formatted(clients.size()), host, pathAndQuery);
            CompletableFuture<Void> connected = new CompletableFuture<>();
            clients.add(client);
            pending.add(connected);
            var connecting = bootstrap(client).connect(target.getHost(), target.getPort());
            channels.add(connecting.channel());
            connecting.addListener(done -> {
                if (done.isSuccess()) {
                    connected.complete(null);
                } else {
                    connected.completeExceptionally(done.cause());
                }
            });
        }
        CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    private Bootstrap bootstrap(Client client) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpResponseDecoder(), new HttpObjectAggregator(LARGEST_BODY), client);
                    }
                });
    }

    private static List<Answer> answers(List<Client> clients, Duration limit) throws Exception {
        var all = clients.stream().map(Client::answer).toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return all.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
