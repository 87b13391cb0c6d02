package dev.weir.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.fill.Leases;
import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import dev.weir.store.StoredCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Leases of a fleet: one gateway fills a key, the others sleep until it tells them, or until its lease runs out.
 *
 * <p>Nobody polls. A waiter is known here before it is known to Redis, since what Redis sends may overtake the reply. The
 * lease is short and renewed while the fill goes on, so that a gateway that died or stopped is replaced within
 * {@link #LEASE}; when it wakes up, its lease is another's and it stores nothing.
 *
 * <p>Without Redis every gateway grants itself the right, with an empty token, and what it fetches is not stored.
 *
 * <p>Called on the event loop of its link.
 */
final class RedisLeases implements Leases {
    static final Duration LEASE = Duration.ofSeconds(2);

    private static final Duration RENEWAL = LEASE.dividedBy(3);
    private static final Duration TOMBSTONE = Duration.ofSeconds(1);
    private static final int UNHEEDING = 2;
    private static final byte[] NOTHING = {};
    private static final byte[] ANYTHING = {'*'};

    private final Vertx vertx;
    private final RedisLink link;
    private final RedisKeys keys;
    private final Inbox inbox;
    private final RecentKeys recent;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private long granted;

    /** A lease of this gateway, and the timer that renews it. */
    private record Held(Lease lease, long renewal) {}

    RedisLeases(Vertx vertx, RedisLink link, RedisKeys keys, Inbox inbox, RecentKeys recent) {
        this.vertx = vertx;
        this.link = link;
        this.keys = keys;
        this.inbox = inbox;
        this.recent = recent;
    }

    @Override
    public Future<Acquired> acquire(StoreKey key, Wanted wanted) {
        Promise<Acquired> outcome = Promise.promise();
        new Attempt(key, wanted, outcome).ask();
        return outcome.future();
    }

    /** One fill's way to its lease; asks again each time it is woken for nothing. */
    private final class Attempt implements Consumer<Tidings> {
        private final StoreKey key;
        private final Wanted wanted;
        private final Promise<Acquired> outcome;
        private final String leaseKey;
        private final Context context = vertx.getOrCreateContext();
        private final long patience;
        private long alarm = -1;
        private boolean asleep;

        Attempt(StoreKey key, Wanted wanted, Promise<Acquired> outcome) {
            this.key = key;
            this.wanted = wanted;
            this.outcome = outcome;
            this.leaseKey = new String(keys.lease(key), US_ASCII);
            this.patience =
                    vertx.setTimer(Math.max(1, wanted.patience().toMillis()), late -> end(new Acquired.Failed(504)));
        }

        void ask() {
            if (outcome.future().isComplete()) {
                return;
            }
            asleep = true;
            inbox.waiters().register(leaseKey, this);
            String value = "t" + inbox.node() + '.' + Long.toHexString(granted++) + '.'
                    + Integer.toHexString(System.identityHashCode(RedisLeases.this)) + ' '
                    + wanted.fence().position();
            List<byte[]> names = List.of(keys.response(key), keys.lease(key), keys.waiting(key));
            List<byte[]> arguments = List.of(
                    seen(wanted.seen()),
                    ascii(value),
                    ascii(LEASE.toMillis()),
                    ascii(inbox.channel()),
                    ascii(wanted.heeding() ? (wanted.credentials() ? 1 : 0) : UNHEEDING),
                    ascii(wanted.newest().position()));
            Script.ACQUIRE
                    .run(link, names, arguments)
                    .onSuccess(reply -> answered(reply, value))
                    .onFailure(unreachable -> end(new Acquired.Granted(new Lease(key, wanted.fence(), ""))));
        }

        private void answered(Response reply, String value) {
            switch (reply.get(0).toString()) {
                case "granted" -> {
                    Lease lease = new Lease(key, wanted.fence(), value);
                    hold(lease);
                    end(new Acquired.Granted(lease));
                }
                case "landed" -> landed();
                case "uncacheable" -> end(new Acquired.Uncacheable());
                case "failed" -> end(new Acquired.Failed(reply.get(1).toInteger()));
                default -> sleep(reply.get(1).toLong());
            }
        }

        /** Until told, or until the lease has run out without being renewed. */
        private void sleep(long left) {
            if (asleep) {
                alarm = vertx.setTimer(Math.max(1, left) + 1, ranOut -> {
                    alarm = -1;
                    wake();
                });
            }
        }

        private void wake() {
            if (asleep) {
                asleep = false;
                ask();
            }
        }

        /** Any thread: the inbox has a context of its own. */
        @Override
        public void accept(Tidings tidings) {
            context.runOnContext(now -> heard(tidings));
        }

        private void heard(Tidings tidings) {
            switch (tidings) {
                case Tidings.Stored stored -> landed();
                case Tidings.Released released -> end(new Acquired.Released());
                case Tidings.Uncacheable other ->
                    end(
                            other.credentials() == wanted.credentials()
                                    ? new Acquired.Uncacheable()
                                    : new Acquired.Released());
                case Tidings.Failed failed -> end(new Acquired.Failed(failed.status()));
                case Tidings.Abandoned abandoned -> {
                    vertx.cancelTimer(alarm);
                    wake();
                }
            }
        }

        /** The replicas may not have it yet. */
        private void landed() {
            recent.note(key);
            end(new Acquired.Landed());
        }

        private void end(Acquired acquired) {
            asleep = false;
            inbox.waiters().remove(leaseKey, this);
            vertx.cancelTimer(patience);
            vertx.cancelTimer(alarm);
            if (!outcome.tryComplete(acquired) && acquired instanceof Acquired.Granted late) {
                settle(late.lease(), new Settlement.Abandon());
            }
        }
    }

    @Override
    public Future<Boolean> settle(Lease lease, Settlement settlement) {
        if (!release(lease)) {
            return Future.succeededFuture(false);
        }
        List<byte[]> names = new ArrayList<>(List.of(keys.lease(lease.key()), keys.waiting(lease.key())));
        List<byte[]> arguments = new ArrayList<>(List.of(
                ascii(lease.token()),
                ascii(tombstone(settlement)),
                ascii(TOMBSTONE.toMillis()),
                ascii(new String(keys.lease(lease.key()), US_ASCII) + ' ' + Tidings.word(settlement))));
        if (settlement instanceof Settlement.Store store) {
            for (Write write : store.writes()) {
                recent.note(write.key());
                names.add(keys.response(write.key()));
                arguments.add(StoredCodec.encode(write.key(), write.value()));
                arguments.add(ascii(Math.max(1, RedisCacheStore.lifetime(write.keep()))));
            }
        }
        return Script.SETTLE
                .run(link, names, arguments)
                .transform((reply, failure) -> Future.succeededFuture(
                        failure == null && reply.toInteger() == 1 && settlement instanceof Settlement.Store));
    }

    @Override
    public Future<Void> handBack() {
        return Future.join(held.values().stream()
                        .map(one -> settle(one.lease(), new Settlement.Abandon()))
                        .toList())
                .mapEmpty();
    }

    private void hold(Lease lease) {
        held.put(lease.token(), new Held(lease, vertx.setPeriodic(RENEWAL.toMillis(), again -> renew(lease))));
    }

    /** False if it was not held any more. */
    private boolean release(Lease lease) {
        Held released = held.remove(lease.token());
        return released != null && vertx.cancelTimer(released.renewal());
    }

    private void renew(Lease lease) {
        Script.RENEW
                .run(
                        link,
                        List.of(keys.lease(lease.key()), keys.waiting(lease.key())),
                        List.of(ascii(lease.token()), ascii(LEASE.toMillis())))
                .onSuccess(reply -> {
                    if (reply.toInteger() == 0) {
                        release(lease); // somebody else has it now: settling would write nothing
                    }
                });
    }

    /** What the next requests need not wait for to learn it again. */
    private static String tombstone(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Release release -> release.remember() ? (release.credentials() ? "u1" : "u0") : "";
            case Settlement.Fail fail -> fail.remember() ? "f" + fail.status() : "";
            case Settlement.Store store -> "";
            case Settlement.Abandon abandon -> "";
        };
    }

    /** What cannot be read is to be overwritten, whichever fill stored it. */
    private static byte[] seen(Lookup found) {
        return switch (found) {
            case Lookup.Found stored ->
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(stored.response().fillId())
                        .array();
            case Lookup.Missing missing -> missing.why() == Lookup.Why.UNREADABLE ? ANYTHING : NOTHING;
            case Lookup.Varies varies -> ANYTHING;
            case Lookup.Equates equates -> NOTHING;
        };
    }

    private static byte[] ascii(long number) {
        return ascii(Long.toString(number));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(UTF_8);
    }
}
