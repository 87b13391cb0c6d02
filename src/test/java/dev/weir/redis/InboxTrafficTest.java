package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import dev.weir.store.StoredSamples;
import dev.weir.testing.Async;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Replies stay with their requests while messages pour in: subscriptions have connections of their own.
 *
 * <p>{@code -Dweir.lookups=1000000} makes the run long.
 */
class InboxTrafficTest {
    private static final int KEYS = 500;
    private static final int BATCH = 50;
    private static final int LOOKUPS = Integer.getInteger("weir.lookups", 20_000);

    private static Lookup.Found found(int i) {
        return StoredSamples.found(key(i), "body of " + i);
    }

    private static StoreKey key(int i) {
        return StoredSamples.key("/" + i % KEYS);
    }

    @Test
    void busyInbox_mixesUpNoReplies() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RedisServer redis = new RedisServer();
                StoreOnLoop loop = StoreOnLoop.connected(redis.settings())) {
            LinkParts parts = new LinkParts(
                    redis.settings(), CommandObserver.NONE, loop.clock, System::nanoTime, new java.util.Random(3));
            Inbox inbox = Inbox.open(vertx, loop.context, "test", "n1", parts);
            Async.await(inbox.ready());
            StoreOnLoop.await(loop.many(BATCH, i -> loop.store.put(key(i), found(i), Duration.ofHours(1))));
            for (int i = BATCH; i < KEYS; i += BATCH) {
                int from = i;
                StoreOnLoop.await(
                        loop.many(BATCH, j -> loop.store.put(key(from + j), found(from + j), Duration.ofHours(1))));
            }
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong messages = new AtomicLong();
            Thread crowd = Thread.ofPlatform().start(() -> publish(redis, inbox.channel(), over, messages));
            for (int done = 0; done < LOOKUPS; done += BATCH) {
                int from = done * 7;
                List<Lookup> answers = StoreOnLoop.await(loop.many(BATCH, i -> loop.store.get(key(from + i))));
                for (int i = 0; i < BATCH; i++) {
                    assertThat(answers.get(i)).isEqualTo(found((from + i) % KEYS));
                }
            }
            over.set(true);
            crowd.join();
            assertThat(messages.get()).isGreaterThan(LOOKUPS / 100);
            assertThat(redis.cli("CLIENT", "LIST", "TYPE", "pubsub"))
                    .contains("cmd=subscribe")
                    .hasLineCount(1);
            System.out.printf("%d look-ups, each its own key's; %d messages meanwhile%n", LOOKUPS, messages.get());
            Async.await(inbox.close());
        } finally {
            Async.await(Future.succeededFuture().compose(v -> vertx.close()));
        }
    }

    private static void publish(RedisServer redis, String channel, AtomicBoolean over, AtomicLong messages) {
        try (RespSocket socket = new RespSocket(redis.port())) {
            while (!over.get()) {
                socket.call(
                        "PUBLISH", channel, "weir:test:l:{GET http://shop.example/" + messages.get() % KEYS + "} s");
                messages.incrementAndGet();
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
