package dev.weir.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What happens to a connection that is accepted before its first byte is read, by the port that it came to. Ports that
 * nobody has named are open to all.
 *
 * <p>Any thread.
 */
public final class Doors {
    private final Map<Integer, Predicate<Channel>> keepers = new ConcurrentHashMap<>();
    private final List<Channel> servers = new CopyOnWriteArrayList<>();

    /**
     * @param keeper says of each connection whether it may come in, on the thread that accepts them, before the
     *     connection's own event loop knows it
     */
    void keep(int port, Predicate<Channel> keeper) {
        keepers.put(port, keeper);
    }

    /** Lets nobody in any more by the ports that have a keeper; completes when they are free. */
    public Future<Void> shut() {
        List<Future<Void>> shut =
                servers.stream().filter(this::hasKeeper).map(Doors::closed).toList();
        return Future.join(shut).mapEmpty();
    }

    private boolean hasKeeper(Channel server) {
        return server.localAddress() instanceof InetSocketAddress here && keepers.containsKey(here.getPort());
    }

    private static Future<Void> closed(Channel server) {
        Promise<Void> closed = Promise.promise();
        server.close().addListener(done -> closed.complete());
        return closed.future();
    }

    /** What server channels of the process are to begin with. */
    ChannelHandler doorman() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext ctx) {
                servers.add(ctx.channel());
                ctx.fireChannelActive();
            }

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object accepted) {
                if (accepted instanceof Channel connection && !mayComeIn(connection)) {
                    connection.unsafe().closeForcibly();
                } else {
                    ctx.fireChannelRead(accepted);
                }
            }
        };
    }

    private boolean mayComeIn(Channel connection) {
        return !(connection.localAddress() instanceof InetSocketAddress here)
                || keepers.getOrDefault(here.getPort(), anybody -> true).test(connection);
    }
}
