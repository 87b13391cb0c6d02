package dev.weir.fleet;

import dev.weir.fleet.RedisProxy.Kind;
import dev.weir.fleet.RedisProxy.Trouble;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

/** One connection of a gateway to Redis, both halves of it. Used on the event loop of its proxy. */
final class ProxiedConnection {
    private static final int LONGEST_OPENING = 4_096;

    private final Vertx vertx;
    private final RedisProxy proxy;
    private final NetSocket gateway;
    private final NetSocket redis;
    private volatile Kind kind = Kind.DATA;
    private final Queue<Buffer> lateRequests = new ArrayDeque<>();
    private final Queue<Buffer> lateReplies = new ArrayDeque<>();

    ProxiedConnection(Vertx vertx, RedisProxy proxy, NetSocket gateway, NetSocket redis) {
        this.vertx = vertx;
        this.proxy = proxy;
        this.gateway = gateway;
        this.redis = redis;
        proxy.began(this);
        gateway.closeHandler(gone -> end());
        redis.closeHandler(gone -> end());
        gateway.exceptionHandler(broken -> end());
        redis.exceptionHandler(broken -> end());
        redis.handler(bytes -> forward(bytes, redis, gateway, lateReplies));
        gateway.handler(bytes -> {
            learn(bytes);
            forward(bytes, gateway, redis, lateRequests);
        });
        meet();
    }

    Kind kind() {
        return kind;
    }

    /** A subscription and a blocked reader each keep their connection, so that one look at such bytes settles it. */
    private void learn(Buffer bytes) {
        if (kind != Kind.DATA || bytes.length() > LONGEST_OPENING) {
            return;
        }
        String text = bytes.toString().toUpperCase(Locale.ROOT);
        if (text.contains("SENTINEL-")) {
            kind = Kind.SENTINEL; // the name it gives itself, first of all
        } else if (text.contains("REPLCONF") || text.contains("PSYNC")) {
            kind = Kind.REPLICA;
        } else if (text.contains("SUBSCRIBE")) {
            kind = Kind.INBOX;
        } else if (text.contains("XREAD")) {
            kind = Kind.LOG;
        }
        if (kind != Kind.DATA) {
            meet();
        }
    }

    /** The trouble of its kind has changed, or its kind is known by now. */
    void meet() {
        switch (proxy.trouble(kind)) {
            case Trouble.Cut cut -> end();
            case Trouble.Held held -> {
                gateway.pause();
                redis.pause();
            }
            case Trouble.None none -> resume();
            case Trouble.Delayed delayed -> resume();
        }
    }

    private void resume() {
        gateway.resume();
        redis.resume();
    }

    private void forward(Buffer bytes, NetSocket from, NetSocket to, Queue<Buffer> late) {
        switch (proxy.trouble(kind)) {
            case Trouble.Cut cut -> {}
            case Trouble.Delayed delayed -> later(delayed, bytes, to, late);
            case Trouble.Held held -> write(bytes, from, to, late); // showed with them what it is for
            case Trouble.None none -> write(bytes, from, to, late);
        }
    }

    private void write(Buffer bytes, NetSocket from, NetSocket to, Queue<Buffer> late) {
        if (!late.isEmpty()) {
            late.add(bytes);
            vertx.setTimer(1, due -> to.write(late.remove()));
            return;
        }
        to.write(bytes);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> meet());
        }
    }

    /** Each timer sends what has waited longest, so that the order stays whichever fires first. */
    private void later(Trouble.Delayed delayed, Buffer bytes, NetSocket to, Queue<Buffer> late) {
        late.add(bytes);
        vertx.setTimer(Math.max(1, delayed.by().toMillis()), due -> to.write(late.remove()));
    }

    void end() {
        proxy.ended(this);
        gateway.close();
        redis.close();
    }
}
