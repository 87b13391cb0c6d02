package dev.weir.notation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, 11.0.0.0",
        "10.1.2.0/23, 10.1.3.255, 10.1.4.0",
        "127.0.0.1, 127.0.0.1, 127.0.0.2",
        "0.0.0.0/0, 1.2.3.4, ::1",
        "::1, 0:0:0:0:0:0:0:1, ::2",
        "fd00::/8, fdff::1, fe00::1",
        "::/0, 1::, 1.2.3.4",
        "fe80::/10, fe80::1%nosuch0, ff80::1%nosuch0",
        "10.0.0.0/8, ::ffff:10.1.2.3, ::ffff:11.1.2.3"
    })
    void range_holdsWhatBeginsWithItsBits(String range, String inside, String outside) {
        assertThat(range(range).contains(inside)).isTrue();
        assertThat(range(range).contains(outside)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "localhost",
                "10",
                "10.0.0",
                "10.0.0.0.0",
                "256.0.0.1",
                "10.0.0.0/33",
                "10.0.0.0/",
                "::1/129",
                "10.0.0.0/-1",
                "1::2::3",
                "::1%lo",
                "[::1]",
                " 10.0.0.1",
                "10.0.0.1/8",
                "fd00::1/8",
                "010.0.0.1.",
                "dead.beef"
            })
    void anythingElse_isNoRange(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @Test
    void tooManyBits_suggestTheRangeThatWasMeant() {
        assertThat(AddressRange.nearest("10.1.2.3/8")).hasValue("10.0.0.0/8");
        assertThat(AddressRange.nearest("x")).isEmpty();
    }

    @Test
    void noAddress_liesInNoRange() {
        assertThat(range("0.0.0.0/0").contains("localhost")).isFalse();
        assertThat(range("::/0").contains("")).isFalse();
    }

    @Property
    void anAddress_liesInEachRangeThatBeginsLikeIt_andInNoneThatDiffersThere(
            @ForAll @Size(4) byte[] address,
            @ForAll @IntRange(max = 32) int bits,
            @ForAll @IntRange(max = 31) int flipped) {
        String text = text(address);
        AddressRange range = range(AddressRange.nearest(text + '/' + bits).orElseThrow());
        byte[] other = address.clone();
        other[flipped / 8] ^= (byte) (0x80 >> flipped % 8);

        assertThat(range.contains(text)).isTrue();
        assertThat(range.contains(text(other))).isEqualTo(flipped >= bits);
    }

    @Property
    void whateverIsWritten_neverThrows(@ForAll String text) {
        AddressRange.parse(text)
                .ifPresent(range -> assertThat(range(range.toString())).isEqualTo(range));
    }

    private static String text(byte[] address) {
        return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "." + (address[3] & 0xff);
    }
}
