package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fill.Leases.Acquired;
import dev.weir.fill.Leases.Lease;
import dev.weir.fill.Leases.Settlement;
import dev.weir.fill.Leases.Wanted;
import dev.weir.fill.Leases.Write;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.StoreKey;
import dev.weir.message.VaryIndex;
import dev.weir.store.Lookup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalLeasesTest {
    private static final CacheKey KEY = new CacheKey("k");
    private static final StoreKey INDEX = StoreKey.of(KEY);
    private static final StoreKey VARIANT = new StoreKey(KEY, "v");
    private static final Lease LEASE = new Lease(INDEX, new Fence(3), "");

    private static final Wanted WANTED =
            new Wanted(new Fence(3), Fence.START, Lookup.NOT_STORED, false, true, Duration.ofSeconds(1));

    private final MapStore store = new MapStore();
    private final LocalLeases leases = new LocalLeases(store);

    private static Write write(StoreKey key) {
        return new Write(key, new Lookup.Varies(new VaryIndex(KEY, List.of("accept"))), Duration.ofSeconds(1));
    }

    @Test
    void lease_isAlwaysGranted_withTheFenceReadBefore() {
        assertThat(leases.acquire(INDEX, WANTED).result()).isEqualTo(new Acquired.Granted(LEASE));
    }

    @Test
    void values_areWrittenInOrder() {
        assertThat(leases.settle(LEASE, new Settlement.Store(List.of(write(INDEX), write(VARIANT))))
                        .result())
                .isTrue();
        assertThat(store.written).containsExactly(INDEX, VARIANT);
    }

    @Test
    void settling_standsOnlyIfAllIsWritten() {
        store.refused.add(INDEX);
        assertThat(leases.settle(LEASE, new Settlement.Store(List.of(write(INDEX), write(VARIANT))))
                        .result())
                .isFalse();
        assertThat(leases.settle(LEASE, new Settlement.Store(List.of())).result())
                .isTrue();
    }
}
