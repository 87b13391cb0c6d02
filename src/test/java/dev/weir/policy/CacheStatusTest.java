package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheStatusTest {
    private static String hit(Duration ttl, @Nullable String detail) {
        return new CacheStatus(true, null, 0, false, false, ttl, detail).render();
    }

    @Test
    void hit_saysWhatIsLeft() {
        assertThat(hit(Duration.ofMillis(27_900), "redis")).isEqualTo("weir; hit; ttl=27; detail=redis");
    }

    @Test
    void miss_saysWhyAndWhatBecameOfIt() {
        CacheStatus status =
                new CacheStatus(false, ForwardReason.URI_MISS, 200, true, true, Duration.ofSeconds(30), null);
        assertThat(status.render()).isEqualTo("weir; fwd=uri-miss; fwd-status=200; stored; collapsed; ttl=30");
    }

    @Test
    void stale_hasNegativeTtl() {
        assertThat(hit(Duration.ofMillis(-1), "stale")).isEqualTo("weir; hit; ttl=-1; detail=stale");
    }

    @Test
    void neither_isTheNameAlone() {
        assertThat(new CacheStatus(false, null, 0, false, false, null, null).render())
                .isEqualTo("weir");
    }

    @Test
    void detailThatIsNoToken_isQuoted() {
        assertThat(hit(Duration.ZERO, "a \"b\"\\\n\u00e9")).isEqualTo("weir; hit; ttl=0; detail=\"a \\\"b\\\"\\\\??\"");
        assertThat(hit(Duration.ZERO, "9")).isEqualTo("weir; hit; ttl=0; detail=\"9\"");
        assertThat(hit(Duration.ZERO, "")).isEqualTo("weir; hit; ttl=0; detail=\"\"");
    }
}
