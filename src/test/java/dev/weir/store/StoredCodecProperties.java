package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.VaryIndex;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StoredCodecProperties {
    @Property(tries = 500)
    void roundTrip_givesTheSameResponse(
            @ForAll("variants") String variant, @ForAll("responses") StoredResponse stored) {
        StoreKey key = new StoreKey(stored.key(), variant);
        Decoded decoded = decode(StoredCodec.encode(key, new Lookup.Found(stored)), key);
        assertThat(decoded).isEqualTo(new Decoded.Whole(new Lookup.Found(stored)));
    }

    @Property(tries = 200)
    void roundTrip_givesTheSameIndex(@ForAll("texts") String text, @ForAll("names") List<String> names) {
        StoreKey key = StoreKey.of(new CacheKey(text));
        Lookup.Varies index = new Lookup.Varies(new VaryIndex(key.key(), names));
        assertThat(decode(StoredCodec.encode(key, index), key)).isEqualTo(new Decoded.Whole(index));
    }

    @Property(tries = 2000)
    void oneChangedByte_isNeverServed(
            @ForAll("responses") StoredResponse stored, @ForAll @IntRange(min = 0) int place, @ForAll byte flip) {
        StoreKey key = StoreKey.of(stored.key());
        byte[] packed = StoredCodec.encode(key, new Lookup.Found(stored));
        packed[place % packed.length] ^= flip;
        assertThat(decode(packed, key) instanceof Decoded.Whole).isEqualTo(flip == 0);
    }

    @Property(tries = 2000)
    void soup_isUnreadable(@ForAll @Size(max = 300) byte[] soup) {
        assertThat(decode(soup, StoredSamples.key("/"))).isInstanceOf(Decoded.Unreadable.class);
    }

    @Property(tries = 1000)
    void soupBehindARightStart_isUnreadable(@ForAll @Size(min = 100, max = 300) byte[] soup) {
        System.arraycopy(new byte[] {'W', 'E', 'I', 'R', StoredCodec.VERSION, 'R', 0, 0}, 0, soup, 0, 8);
        assertThat(decode(soup, StoredSamples.key("/"))).isInstanceOf(Decoded.Unreadable.class);
    }

    private static Decoded decode(byte[] packed, StoreKey key) {
        return StoredCodec.decode(Buffer.buffer(packed), key);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '\ud7ff')
                .ascii()
                .withChars('\u00e4', '\u20ac')
                .ofMaxLength(300);
    }

    @Provide
    Arbitrary<String> variants() {
        return Arbitraries.strings().alpha().numeric().ofMaxLength(22);
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9);
    }

    @Provide
    Arbitrary<StoredResponse> responses() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        texts(),
                        selecting(),
                        texts().list().ofMaxSize(5),
                        heads(),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(2000),
                        terms())
                .as((fill, fence, key, selecting, groups, head, body, terms) -> new StoredResponse(
                        fill,
                        new Fence(fence),
                        new CacheKey(key),
                        selecting,
                        groups,
                        head,
                        Buffer.buffer(body),
                        terms));
    }

    private Arbitrary<Selecting> selecting() {
        return names().flatMap(names ->
                texts().injectNull(0.3).list().ofSize(names.size()).map(values -> new Selecting(names, values)));
    }

    private Arbitrary<ResponseHead> heads() {
        Arbitrary<String> names =
                Arbitraries.of("Content-Type", "content-type", "ETag", "etag", "X-Shelf", "CACHE-control");
        Arbitrary<FieldLines> lines = Combinators.combine(names, texts())
                .as((name, value) -> new String[] {name, value})
                .list()
                .ofMaxSize(20)
                .map(all -> FieldLines.of(all.stream().flatMap(Arrays::stream).toArray(String[]::new)));
        return Combinators.combine(Arbitraries.integers().between(100, 999), lines)
                .as(ResponseHead::new);
    }

    private Arbitrary<Terms> terms() {
        Arbitrary<Duration> spans = Arbitraries.longs().map(micros -> PackedTimes.duration(Math.abs(micros / 2)));
        Arbitrary<Instant> times = Arbitraries.longs().map(micros -> PackedTimes.instant(micros / 2));
        return Combinators.combine(times, spans, spans, spans, spans, spans, Arbitraries.of(Terms.Reuse.class))
                .as(Terms::new);
    }
}
