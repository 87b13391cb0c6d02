package dev.weir.http;

import dev.weir.http.EdgeObserver.Refusal;
import dev.weir.notation.AddressRange;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Who may come in, and stay: counts the connections and requests of all event loops against the limits, and has those
 * watched that may be slow. Any thread.
 */
public final class Admission {
    private static final String UPGRADE_REFUSAL = "upgradeRefusal";
    private static final String TLS = "ssl";

    private final EdgeObserver observer;
    private final LongSupplier nanoTime;
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<EventLoop, Watchman> watchmen = new ConcurrentHashMap<>();
    private final List<Answering> answering = new CopyOnWriteArrayList<>();
    private volatile ListenSettings.Limits limits;
    private volatile List<AddressRange> proxies;

    public Admission(ListenSettings settings, EdgeObserver observer, LongSupplier nanoTime) {
        this.limits = settings.limits();
        this.proxies = settings.peers().proxies();
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** Holds for new connections and requests. */
    public void heed(ListenSettings settings) {
        limits = settings.limits();
        proxies = settings.peers().proxies();
    }

    ListenSettings.Limits limits() {
        return limits;
    }

    /** How the gateway ends, as of now. */
    public ListenSettings.Leaving leaving() {
        return limits.leaving();
    }

    EdgeObserver observer() {
        return observer;
    }

    /** Connections of clients that are open. */
    public int connections() {
        return connections.get();
    }

    /** Requests of all event loops are counted together. */
    void counts(Answering loop) {
        answering.add(loop);
    }

    /** Whether one more request may wait for its answer. */
    boolean hasRoom() {
        int waiting = 0;
        for (Answering loop : answering) {
            waiting += loop.requests();
        }
        return waiting <= limits.crowd().requests();
    }

    /**
     * Takes a connection in, or does not: then it is to be closed, and nothing more said.
     *
     * @param isPlain whether it comes to the port of clear text
     */
    boolean admit(Channel connection, boolean isPlain) {
        ListenSettings.Crowd crowd = limits.crowd();
        if (connections.incrementAndGet() > crowd.connections()) {
            return refuse(Refusal.CONNECTIONS);
        }
        String address = crowd.perAddress() == ListenSettings.Crowd.ALL ? null : address(connection);
        if (address != null && byAddress.merge(address, 1, Integer::sum) > crowd.perAddress()) {
            leave(address);
            return refuse(Refusal.ADDRESS);
        }
        connection.closeFuture().addListener(closed -> {
            connections.decrementAndGet();
            if (address != null) {
                leave(address);
            }
        });
        connection.pipeline().addLast(new Entry(isPlain));
        return true;
    }

    private boolean refuse(Refusal why) {
        connections.decrementAndGet();
        observer.refused(why);
        return false;
    }

    private void leave(String address) {
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    private static String address(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress peer
                ? peer.getAddress().getHostAddress()
                : "";
    }

    /**
     * Ends a connection without a word.
     *
     * @param from whom nothing in the pipeline comes before, or a codec would wait for a polite end
     */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    void cutOff(ChannelHandlerContext from, Refusal why) {
        observer.refused(why);
        from.close();
    }

    /** On the connection's event loop. */
    Watchman watchman(EventLoop loop) {
        return watchmen.computeIfAbsent(loop, same -> {
            ListenSettings.Times times = limits.times();
            return Watchman.on(
                    same, Math.min(times.head().toNanos(), times.content().toNanos()), nanoTime);
        });
    }

    /** Has a connection watched as soon as its event loop knows it, and goes. */
    private final class Entry extends ChannelInboundHandlerAdapter {
        private final boolean isPlain;

        Entry(boolean isPlain) {
            this.isPlain = isPlain;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            watchman(ctx.channel().eventLoop()).watch(new HeadWatch(ctx.channel(), Admission.this));
            String proxy = proxies.isEmpty() ? null : address(ctx.channel());
            ListenSettings.Http2 http2 = limits.http2();
            if (http2 != null) {
                watchFrames(ctx, new FrameWatch(Admission.this, http2.controlFrames(), nanoTime));
            }
            if (proxy != null && proxies.stream().anyMatch(range -> range.contains(proxy))) {
                ctx.pipeline().addAfter(ctx.name(), null, new ProxyHeader(Admission.this));
                ctx.pipeline().addAfter(ctx.name(), null, new HAProxyMessageDecoder());
            }
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        }

        /** Where the first byte of HTTP comes by: behind what decrypts it. */
        private void watchFrames(ChannelHandlerContext ctx, FrameWatch frames) {
            if (isPlain) {
                ctx.pipeline().addAfter(ctx.name(), UPGRADE_REFUSAL, new UpgradeRefusal(limits.heads()));
                ctx.pipeline().addAfter(ctx.name(), null, frames);
            } else {
                ctx.pipeline().addAfter(TLS, null, frames);
            }
        }
    }
}
