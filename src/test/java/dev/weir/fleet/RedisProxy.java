package dev.weir.fleet;

import dev.weir.testing.Async;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between Redis and those who use it, mostly one gateway, and troubles their connections, each kind by itself.
 *
 * <p>Everything happens on one event loop; methods may be called by any thread and return when the trouble is in force.
 */
public final class RedisProxy implements AutoCloseable {
    /** What a connection is for, as far as what was sent on it tells. */
    public enum Kind {
        DATA,
        INBOX,
        LOG,
        /** A replica's, of a master. */
        REPLICA,
        /** A Sentinel's. */
        SENTINEL
    }

    /** What becomes of the bytes of a kind of connection. */
    public sealed interface Trouble {
        record None() implements Trouble {}

        /** Connections end, new ones too, as soon as they show what they are for. */
        record Cut() implements Trouble {}

        /** Nothing gets through, and nobody is told. */
        record Held() implements Trouble {}

        /** Everything arrives late by this, in order, both ways. */
        record Delayed(Duration by) implements Trouble {}
    }

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final NetClient client = vertx.createNetClient();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Kind, Trouble> troubles = new EnumMap<>(Kind.class);
    private volatile int target;
    private final NetServer server;

    public RedisProxy(int redisPort) {
        target = redisPort;
        mend();
        server =
                Async.await(vertx.createNetServer().connectHandler(this::accept).listen(0, "127.0.0.1"));
    }

    public int port() {
        return server.actualPort();
    }

    private void accept(NetSocket gateway) {
        gateway.pause();
        client.connect(target, "127.0.0.1")
                .onSuccess(redis -> new ProxiedConnection(vertx, this, gateway, redis))
                .onFailure(refused -> gateway.close());
    }

    /** On the event loop. */
    Trouble trouble(Kind kind) {
        return troubles.get(kind);
    }

    void began(ProxiedConnection connection) {
        connections.add(connection);
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    /** Open connections of a kind. */
    long count(Kind kind) {
        return connections.stream()
                .filter(connection -> connection.kind() == kind)
                .count();
    }

    public void trouble(Kind kind, Trouble trouble) {
        on(() -> {
            troubles.put(kind, trouble);
            connections.forEach(ProxiedConnection::meet);
        });
    }

    public void mend() {
        on(() -> {
            for (Kind kind : Kind.values()) {
                troubles.put(kind, new Trouble.None());
            }
            connections.forEach(ProxiedConnection::meet);
        });
    }

    /** From now on it stands before another server; connections to the one before end. */
    void retarget(int redisPort) {
        on(() -> {
            target = redisPort;
            connections.forEach(ProxiedConnection::end);
        });
    }

    private void on(Runnable change) {
        Promise<Void> done = Promise.promise();
        loop.runOnContext(now -> {
            change.run();
            done.complete();
        });
        Async.await(done.future());
    }

    @Override
    public void close() {
        Async.await(vertx.close());
    }
}
