package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.simulate.Versions.Version;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private static final Instant LATER = Instant.EPOCH.plusSeconds(60);

    @Test
    void aChange_isOfOnePathAlone() {
        Versions versions = new Versions(Instant.EPOCH, 10);

        assertThat(versions.change("/a", LATER)).isEqualTo(new Version(2, LATER));
        assertThat(versions.of("/a")).isEqualTo(new Version(2, LATER));
        assertThat(versions.of("/b")).isEqualTo(new Version(1, Instant.EPOCH));
    }

    @Property
    void folding_neverTakesAPathBack(@ForAll @Size(max = 60) java.util.List<@IntRange(max = 5) Integer> changes) {
        Versions versions = new Versions(Instant.EPOCH, 2);
        long[] newest = {1, 1, 1, 1, 1, 1};
        for (int changed : changes) {
            long before = newest[changed];
            assertThat(versions.change("/" + changed, LATER).number()).isGreaterThan(before);
            for (int path = 0; path < newest.length; path++) {
                long now = versions.of("/" + path).number();
                assertThat(now).isGreaterThanOrEqualTo(newest[path]);
                newest[path] = now;
            }
        }
    }
}
