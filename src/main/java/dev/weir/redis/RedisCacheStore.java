package dev.weir.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.fill.Leases;
import dev.weir.message.StoreKey;
import dev.weir.store.CacheStore;
import dev.weir.store.Decoded;
import dev.weir.store.Lookup;
import dev.weir.store.StoredCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps stored values in Redis, over one link on one event loop.
 *
 * <p>An unreachable cache is a miss, here and nowhere else: whatever goes wrong is counted by the observer and turned
 * into {@link Lookup.Missing} or {@code false}. Callers on other event loops are served too, at the price of two hops.
 */
public final class RedisCacheStore implements CacheStore {
    private static final Future<Lookup> NOT_STORED = Future.succeededFuture(Lookup.NOT_STORED);
    private static final Future<Lookup> UNREACHABLE = Future.succeededFuture(Lookup.UNREACHABLE);
    private static final Future<Lookup> UNREADABLE = Future.succeededFuture(Lookup.UNREADABLE);
    private static final Future<Boolean> DONE = Future.succeededFuture(true);
    private static final Future<Boolean> NOT_DONE = Future.succeededFuture(false);

    /** Redis refuses an expiry that overflows its clock; nothing cached is of use for longer than this. */
    private static final Duration LONGEST_KEPT = Duration.ofDays(3650);

    private final Vertx vertx;
    private final Context context;
    private final RedisLink link;
    private final RedisLink reading;
    private final RecentKeys recent;
    private final RedisKeys keys;
    private final CommandObserver observer;

    private RedisCacheStore(Vertx vertx, Context context, String namespace, LinkParts parts) {
        this.vertx = vertx;
        this.context = context;
        this.link = Topologies.link(vertx, context, parts);
        this.reading = Topologies.reading(vertx, context, parts, link);
        this.recent = parts.recent();
        this.keys = new RedisKeys(namespace);
        this.observer = parts.observer();
    }

    /**
     * A store whose link lives on the event loop of {@code context}. Returns at once and connects in the background:
     * until then, and whenever Redis is gone, every look-up is a miss.
     */
    public static RedisCacheStore connect(Vertx vertx, Context context, String namespace, LinkParts parts) {
        RedisCacheStore store = new RedisCacheStore(vertx, context, namespace, parts);
        store.link.start();
        if (store.hasReplicas()) {
            store.reading.start();
        }
        return store;
    }

    /** Leases over the same connection. */
    public Leases leases(Inbox inbox) {
        return new RedisLeases(vertx, link, keys, inbox, recent);
    }

    /** Whether the first attempt to connect succeeded; never fails. */
    public Future<Boolean> firstAttempt() {
        return link.firstAttempt();
    }

    /** Why there is no connection, for the operator; empty where nothing is known. Any thread may ask. */
    public String trouble() {
        return link.trouble();
    }

    /** Whether there is a connection; any thread may ask. */
    public boolean isUp() {
        return link.isUp();
    }

    /** Ends the connection for good; what is under way counts as unreachable. */
    public Future<Void> close() {
        return hasReplicas() ? reading.close().eventually(link::close) : link.close();
    }

    private boolean hasReplicas() {
        return reading != link;
    }

    @Override
    public Future<Lookup> get(StoreKey key) {
        if (!link.isOnLoop()) {
            return hop(() -> get(key));
        }
        byte[] name = keys.response(key);
        RedisLink from = hasReplicas() && !recent.contains(key) && reading.reaches(name) ? reading : link;
        return from.send(RedisCommand.GET, name, Request.cmd(Command.GET).arg(name))
                .transform((reply, failure) -> failure == null ? found(key, reply) : missed(failure));
    }

    @Override
    public Future<Boolean> put(StoreKey key, Lookup.Present value, Duration keep) {
        if (!link.isOnLoop()) {
            return hop(() -> put(key, value, keep));
        }
        long millis = lifetime(keep);
        if (millis <= 0 || !link.isUp()) {
            return NOT_DONE;
        }
        recent.note(key);
        byte[] name = keys.response(key);
        Request set = Request.cmd(Command.SET)
                .arg(name)
                .arg(StoredCodec.encode(key, value))
                .arg("PX")
                .arg(millis);
        return link.send(RedisCommand.SET, name, set).transform(RedisCacheStore::done);
    }

    static long lifetime(Duration keep) {
        return (keep.compareTo(LONGEST_KEPT) > 0 ? LONGEST_KEPT : keep).toMillis();
    }

    @Override
    public Future<Boolean> remove(StoreKey key) {
        if (!link.isOnLoop()) {
            return hop(() -> remove(key));
        }
        byte[] name = keys.response(key);
        return link.send(RedisCommand.UNLINK, name, Request.cmd(Command.UNLINK).arg(name))
                .transform(RedisCacheStore::done);
    }

    private Future<Lookup> found(StoreKey key, @Nullable Response reply) {
        if (reply == null) {
            return NOT_STORED;
        }
        return switch (StoredCodec.decode(reply.toBuffer(), key)) {
            case Decoded.Whole whole -> Future.succeededFuture(whole.value());
            case Decoded.Unreadable other -> unreadable(other.why());
        };
    }

    private Future<Lookup> missed(Throwable failure) {
        return ErrorReply.is(failure, "WRONGTYPE") ? unreadable(Decoded.Why.FOREIGN) : UNREACHABLE;
    }

    private Future<Lookup> unreadable(Decoded.Why why) {
        observer.unreadable(why);
        return why == Decoded.Why.OTHER_KEY ? NOT_STORED : UNREADABLE;
    }

    private static Future<Boolean> done(@Nullable Response reply, @Nullable Throwable failure) {
        return failure == null ? DONE : NOT_DONE;
    }

    private <T> Future<T> hop(Supplier<Future<T>> call) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> result = Promise.promise();
        context.runOnContext(
                there -> call.get().onComplete(outcome -> caller.runOnContext(back -> result.handle(outcome))));
        return result.future();
    }

    /** What the key of a value is called in Redis. */
    public String nameOf(StoreKey key) {
        return new String(keys.response(key), US_ASCII);
    }
}
