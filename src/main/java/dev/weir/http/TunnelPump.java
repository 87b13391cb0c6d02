package dev.weir.http;

import dev.weir.exchange.Tunnel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bytes both ways between a client and its origin, once both have left HTTP for another protocol: each way no faster than
 * its receiver takes them, and as they come, for what they mean is none of the gateway's business.
 *
 * <p>Where one side ends the other is ended, after what was still to be sent; where neither has sent anything for the route's
 * limit, both are. One event loop.
 */
final class TunnelPump {
    private final Vertx vertx;
    private final NetSocket origin;
    private final long idleNanos;
    private final LongSupplier nanoTime;
    private final Promise<Void> closed = Promise.promise();

    private long heardAt;
    private long timer;

    TunnelPump(Vertx vertx, Tunnel tunnel, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.origin = tunnel.origin();
        this.idleNanos = tunnel.quiet().toNanos();
        this.nanoTime = nanoTime;
        this.heardAt = nanoTime.getAsLong();
    }

    /** Completes when both sides are closed. */
    Future<Void> join(NetSocket client) {
        client.pause();
        carry(client, origin);
        carry(origin, client);
        watch(client, idleNanos);
        client.resume();
        origin.resume();
        return closed.future();
    }

    private void carry(NetSocket from, NetSocket to) {
        from.handler(bytes -> write(from, to, bytes));
        to.drainHandler(drained -> from.resume());
        from.exceptionHandler(broken -> end(from, to));
        from.endHandler(end -> end(from, to));
        from.closeHandler(gone -> end(from, to));
    }

    private void write(NetSocket from, NetSocket to, Buffer bytes) {
        heardAt = nanoTime.getAsLong();
        to.write(bytes);
        if (to.writeQueueFull()) {
            from.pause();
        }
    }

    private void end(NetSocket from, NetSocket to) {
        if (closed.tryComplete()) {
            vertx.cancelTimer(timer);
            to.end();
            from.close();
        }
    }

    private void watch(NetSocket client, long nanos) {
        timer = vertx.setTimer(Math.max(1, Duration.ofNanos(nanos).toMillis()), due -> {
            long left = idleNanos - (nanoTime.getAsLong() - heardAt);
            if (left > 0) {
                watch(client, left);
            } else {
                end(client, origin);
            }
        });
    }
}
