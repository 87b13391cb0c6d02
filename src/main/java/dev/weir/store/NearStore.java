package dev.weir.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.weir.message.CacheKey;
import dev.weir.message.SearchIndex;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.VaryIndex;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stored responses, and indexes of Vary names and of queries, in this process's own memory: one store a process, read and written by all
 * event loops without waiting.
 *
 * <p>Bounded by the bytes that its content really takes ({@link Footprint}). What is asked for often stays and what was
 * asked for once goes first (W-TinyLFU, which is Caffeine's). Indexes have a share of their own, a sixteenth: many large
 * responses must not drive out the few bytes that lead to them.
 *
 * <p>A content is kept as bytes of its own: the reply of Redis that it was cut from holds more than it.
 */
public final class NearStore {
    private static final int INDEX_SHARE = 16;

    /** A content may hold on to so much more than its bytes, as a share of them, before it is copied. */
    private static final int SLACK_SHARE = 16;

    private final Cache<StoreKey, NearResponse> responses;
    private final Cache<StoreKey, NearIndex> indexes;
    private final InstantSource clock;

    /**
     * @param clock of stored times
     * @param nanoTime by which values expire
     */
    public NearStore(NearSettings settings, InstantSource clock, LongSupplier nanoTime, NearObserver observer) {
        long indexBytes = settings.maxBytes() / INDEX_SHARE;
        this.clock = clock;
        this.responses = cache(
                settings.maxBytes() - indexBytes,
                (key, response) -> response.bytes(),
                NearResponse::keptNanos,
                nanoTime,
                observer);
        this.indexes =
                cache(indexBytes, (key, index) -> index.bytes(), NearIndex::keptNanos, nanoTime, NearObserver.NONE);
    }

    private static <K, V> Cache<K, V> cache(
            long maxBytes,
            Weigher<K, V> bytes,
            ToLongFunction<V> keptNanos,
            LongSupplier nanoTime,
            NearObserver observer) {
        return Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(bytes)
                .expireAfter(Expiry.<K, V>writing((key, value) -> Duration.ofNanos(keptNanos.applyAsLong(value))))
                .ticker(nanoTime::getAsLong)
                .evictionListener((@Nullable K key, @Nullable V value, RemovalCause cause) ->
                        observer.dropped(cause == RemovalCause.SIZE ? NearObserver.Why.SIZE : NearObserver.Why.EXPIRED))
                .build();
    }

    public @Nullable NearResponse response(StoreKey key) {
        return responses.getIfPresent(key);
    }

    public @Nullable VaryIndex index(CacheKey resource) {
        NearIndex held = indexes.getIfPresent(StoreKey.of(resource));
        return held != null && held.index() instanceof Lookup.Varies varies ? varies.index() : null;
    }

    Lookup.@Nullable Present anyIndex(StoreKey key) {
        NearIndex held = indexes.getIfPresent(key);
        return held == null ? null : held.index();
    }

    /** How queries of the resource's URI are told apart, or null. */
    public @Nullable SearchIndex searchIndex(CacheKey resource) {
        NearIndex held = indexes.getIfPresent(StoreKey.ofSearch(resource));
        return held != null && held.index() instanceof Lookup.Equates equates ? equates.index() : null;
    }

    /**
     * Keeps what the store behind is known to hold at this moment; what is held already is confirmed.
     *
     * @param keep until it is of no use
     */
    public void put(StoreKey key, Lookup.Present value, Duration keep) {
        switch (value) {
            case Lookup.Found found -> put(key, found.response(), keep);
            case Lookup.Varies varies -> putIndex(key, varies, Footprint.of(varies.index()), keep);
            case Lookup.Equates equates -> putIndex(key, equates, Footprint.of(equates.index()), keep);
        }
    }

    /** As in the store behind, one key leads either to a response or to an index. */
    private void putIndex(StoreKey key, Lookup.Present index, int bytes, Duration keep) {
        indexes.put(key, new NearIndex(index, bytes, Saturated.nanos(keep)));
        responses.invalidate(key);
    }

    private void put(StoreKey key, StoredResponse response, Duration keep) {
        NearResponse held = responses.getIfPresent(key);
        if (held != null && held.isSameAs(response)) {
            held.confirm(clock.instant());
            return;
        }
        StoredResponse own = response.with(compact(response.body()));
        NearResponse candidate = new NearResponse(own, Footprint.of(key, own), keep, clock.instant());
        responses.asMap().merge(key, candidate, NearResponse::newer);
        indexes.invalidate(key);
    }

    private static Buffer compact(Buffer body) {
        ByteBuf bytes = ((BufferInternal) body).getByteBuf();
        int most = body.length() + body.length() / SLACK_SHARE;
        return bytes.hasArray() && bytes.array().length <= most
                ? body
                : Buffer.buffer(body.length()).appendBuffer(body);
    }

    /** Takes out a resource; its variants and fellows are out of reach then, since only its indexes lead to them. */
    public void remove(CacheKey resource) {
        remove(StoreKey.of(resource));
        remove(StoreKey.ofSearch(resource));
    }

    /** Takes out one response, or an index that leads to nothing. */
    public void remove(StoreKey key) {
        indexes.invalidate(key);
        responses.invalidate(key);
    }

    /** Takes out this very response. */
    public void remove(StoreKey key, NearResponse held) {
        responses.asMap().remove(key, held);
    }

    /** Bytes of all that is held, as {@link Footprint} counts them. */
    public long bytes() {
        return bytes(responses) + bytes(indexes);
    }

    private static long bytes(Cache<?, ?> cache) {
        return cache.policy()
                .eviction()
                .map(bound -> bound.weightedSize().orElse(0))
                .orElse(0L);
    }

    /** Responses held, without the indexes. */
    public long responses() {
        return responses.estimatedSize();
    }

    /** Does now what is otherwise done beside later calls: lets go of what is over the bound, or out of date. */
    public void settle() {
        responses.cleanUp();
        indexes.cleanUp();
    }
}
