package dev.weir.fill;

import dev.weir.fill.Leases.Write;
import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import dev.weir.message.VaryIndex;
import dev.weir.policy.Retention;
import dev.weir.store.Lookup;
import dev.weir.store.NearResponse;
import dev.weir.store.NearStore;
import dev.weir.store.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The near store before Redis: what of all that passes through is kept in it, and taken out of it. One a process, any
 * thread.
 *
 * <p>Nothing that was taken out may come back from an answer that was under way meanwhile:
 *
 * <ul>
 *   <li>Look-ups. A resource is taken out of Redis first, then a mark is raised, then it is taken out here. A look-up
 *       reads the mark before it asks Redis, and after it has kept the answer; if the mark has moved, it takes the answer
 *       out again.
 *   <li>Fills. Their flight is grounded first, and asked about that after the response was kept.
 * </ul>
 */
public final class NearTier {
    /** Of a gateway whose only store is the near store. */
    public static final NearTier NONE = new NearTier(null, () -> Instant.EPOCH);

    /**
     * How long an index is taken to be what Redis holds. An index that is out of date leads to nothing, which is looked
     * up then, or to a response that another request's Vary would not have led to, which RFC 9111 §4.1 allows.
     */
    private static final Duration INDEX_KEPT = Duration.ofSeconds(10);

    private static final int MARKS = 256;

    private final @Nullable NearStore near;
    private final InstantSource clock;
    private final AtomicLongArray marks = new AtomicLongArray(MARKS);

    private NearTier(@Nullable NearStore near, InstantSource clock) {
        this.near = near;
        this.clock = clock;
    }

    public static NearTier before(NearStore near, InstantSource clock) {
        return new NearTier(near, clock);
    }

    /** An index that was met of late, or null. */
    @Nullable
    VaryIndex index(CacheKey resource) {
        return near == null ? null : near.index(resource);
    }

    /** An index led nowhere, or what stood under the key was taken out of Redis. */
    void drop(StoreKey key) {
        if (near != null) {
            near.remove(key);
        }
    }

    /** To be read before Redis is asked. */
    long mark(StoreKey key) {
        return marks.get(slot(key.key()));
    }

    /**
     * Takes note of Redis's answer.
     *
     * @param keep the route keeps responses near
     * @return the answer; where Redis cannot be asked, what is held here
     */
    Lookup met(StoreKey key, long mark, Lookup found, boolean keep) {
        if (near == null) {
            return found;
        }
        return switch (found) {
            case Lookup.Varies varies -> {
                put(near, key, varies, INDEX_KEPT);
                yield unlessTakenOut(near, key, mark(key) == mark, varies);
            }
            case Lookup.Equates equates -> {
                StoreKey search = StoreKey.ofSearch(key.key());
                put(near, search, equates, INDEX_KEPT);
                yield unlessTakenOut(near, search, mark(key) == mark, equates);
            }
            case Lookup.Found response -> {
                if (keep) {
                    put(near, key, response, Retention.keep(response.response(), clock.instant()));
                    unlessTakenOut(near, key, mark(key) == mark, response);
                }
                yield response;
            }
            case Lookup.Missing missing -> keep ? missed(near, key, missing) : missing;
        };
    }

    private static Lookup unlessTakenOut(NearStore store, StoreKey key, boolean stays, Lookup found) {
        if (!stays) {
            store.remove(key);
        }
        return found;
    }

    private static Lookup missed(NearStore store, StoreKey key, Lookup.Missing missing) {
        NearResponse held = store.response(key);
        return switch (missing.why()) {
            case NOT_STORED -> {
                store.remove(key);
                yield missing;
            }
            case UNREACHABLE -> held == null ? missing : new Lookup.Found(held.response(), Tier.NEAR);
            case UNREADABLE -> missing;
        };
    }

    /** A fill has stored this in Redis; its flight has not left the map. */
    void stored(Flight flight, List<Write> writes, boolean keep) {
        if (near == null) {
            return;
        }
        for (Write write : writes) {
            if (!(write.value() instanceof Lookup.Found)) {
                put(near, write.key(), write.value(), INDEX_KEPT);
            } else if (keep) {
                put(near, write.key(), write.value(), write.keep());
            }
        }
        if (flight.isGrounded()) {
            near.remove(flight.key().key());
        }
    }

    private static void put(NearStore store, StoreKey key, Lookup.Present value, Duration keep) {
        if (keep.isPositive()) {
            store.put(key, value, keep);
        }
    }

    /** A resource has been taken out of Redis. */
    void forget(CacheKey resource) {
        marks.incrementAndGet(slot(resource));
        if (near != null) {
            near.remove(resource);
        }
    }

    /** One for all queries of a URI, since one index may lead to many of them. */
    private static int slot(CacheKey resource) {
        String text = resource.text();
        int hash = 0;
        for (int i = 0, words = 0; i < text.length() && words < 2 && text.charAt(i) != '?'; i++) {
            words += text.charAt(i) == ' ' ? 1 : 0;
            hash = 31 * hash + text.charAt(i);
        }
        return (hash & Integer.MAX_VALUE) % MARKS;
    }
}
