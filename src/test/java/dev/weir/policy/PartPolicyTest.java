package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.StoredResponse;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 9111 §3.3. */
class PartPolicyTest {
    private static final String HELD = "bytes 10-13/100";

    private static StoredResponse part() {
        StoredResponse stored = Given.stored(Given.fresh(), "ETag", "\"v1\"", "Content-Range", HELD);
        return stored.with(Given.response(206, "ETag", "\"v1\"", "Content-Range", HELD));
    }

    private static StoreDecision.@Nullable Store decide(int status, long length, String... more) {
        FieldLines fields = FieldLines.builder()
                .add("Content-Range", HELD)
                .add("ETag", "\"v1\"")
                .addAll(FieldLines.of(more))
                .build();
        return PartPolicy.decide(
                Given.answered(
                        Given.get("Range", "bytes=10-13"),
                        Given.response(status).with(fields),
                        Rules.rules().build()),
                length);
    }

    @Test
    @Tag("MUST")
    void part_isStoredAsPart() {
        StoreDecision.Store store = Objects.requireNonNull(decide(206, 4, "Cache-Control", "max-age=60", "X-A", "1"));
        assertThat(store.head().status()).isEqualTo(206);
        assertThat(store.head().headers().all("Content-Range")).containsExactly(HELD);
        assertThat(store.head().headers().get("X-A")).isEqualTo("1");
        assertThat(store.terms().lifetime()).isEqualTo(Given.fresh().lifetime());
    }

    @Test
    @Tag("MUST")
    void partOfWhatMayNotBeStored_orOfAnotherLength_isNot() {
        assertThat(decide(206, 4, "Cache-Control", "private")).isNull();
        assertThat(decide(206, 4)).isNull();
        assertThat(decide(206, 4, "Cache-Control", "max-age=60, no-cache=\"etag\""))
                .isNull();
        assertThat(decide(206, 3, "Cache-Control", "max-age=60")).isNull();
        assertThat(decide(206, -1, "Cache-Control", "max-age=60")).isNull();
        assertThat(decide(200, 4, "Cache-Control", "max-age=60")).isNull();
    }

    @Test
    void whole_hasNoContentRange() {
        assertThat(PartPolicy.whole(part().head())).isEqualTo(Given.ok("ETag", "\"v1\""));
    }

    @Property
    void piece_isWhatTheSameRangeOfTheWholeWouldBe(
            @ForAll @IntRange(max = 110) int first, @ForAll @IntRange(max = 110) int last) {
        PartPolicy.Piece piece = PartPolicy.piece(Given.get("Range", "bytes=" + first + "-" + last), part());
        boolean inside = first >= 10 && last <= 13 && first <= last;
        assertThat(piece != null).isEqualTo(inside);
        if (inside) {
            assertThat(piece).isEqualTo(new PartPolicy.Piece(new ByteRange(first, last), 100, first - 10));
        }
    }

    @Test
    void contentThatIsNotWhatContentRangeSays_givesNothing() {
        StoredResponse shorter = part().with(Buffer.buffer("bod"));
        assertThat(PartPolicy.piece(Given.get("Range", "bytes=10-11"), shorter)).isNull();
        assertThat(PartPolicy.piece(Given.get(), part())).isNull();
        assertThat(PartPolicy.piece(Given.get("Range", "bytes=10-11,13-13"), part()))
                .isNull();
    }

    @Property(tries = 2000)
    void soup_isNoContentRange_orAValidOne(@ForAll String soup) {
        ContentRange read = ContentRange.of(FieldLines.of("Content-Range", soup));
        assertThat(read == null || read.range().of(read.total()).equals(soup.strip()))
                .isTrue();
    }

    @Property
    void contentRange_isReadAsItIsWritten(
            @ForAll @IntRange(max = 1000) int first,
            @ForAll @IntRange(max = 1000) int more,
            @ForAll @IntRange(min = 1) int after) {
        ByteRange range = new ByteRange(first, first + (long) more);
        long total = range.last() + after;
        ContentRange read = ContentRange.of(FieldLines.of("Content-Range", range.of(total)));
        assertThat(Objects.requireNonNull(read)).isEqualTo(new ContentRange(range, total));
    }
}
