package dev.weir.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalPathTest {
    @ParameterizedTest
    @Tag("RFC3986-6.2.2")
    @CsvSource({
        "/a/b, /a/b",
        "/a%2fb, /a%2Fb",
        "/%7Euser, /~user",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/a/%2e%2E/b, /b",
        "/a/.., /",
        "/a/., /a/",
        "/../../x, /x",
        "/a//../b, /a/b",
        "//a, //a",
        "/a/..;v=1/b, /b",
        "/..a/...;/b, /..a/...;/b",
        "/%zz/%4, /%zz/%4",
        "/.well-known/x, /.well-known/x",
    })
    void of(String received, String normal) {
        assertThat(NormalPath.of(received)).isEqualTo(normal);
    }

    /** Each octet by itself: a set of characters is wrong at its edges, if anywhere. */
    @Test
    void onlyUnreservedOctets_areDecoded() {
        String unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";
        for (int octet = 0; octet < 256; octet++) {
            String encoded = String.format("%%%02X", octet);
            boolean decodes = unreserved.indexOf(octet) >= 0;
            String last = decodes ? String.valueOf((char) octet) : encoded;
            assertThat(NormalPath.of("/x" + encoded)).isEqualTo(octet == '.' ? "/x." : "/x" + last);
        }
    }

    @Test
    void patternsHoldEncoded_whatPathsMayNotHoldPlain() {
        assertThat(NormalPath.encode("/a b\u007f\u00e9!~")).isEqualTo("/a%20b%7F%C3%A9!~");
    }

    @Property
    void isStable(@ForAll @Chars({'/', '.', 'a', ';'}) @StringLength(max = 12) String path) {
        String normal = NormalPath.of("/" + path);

        assertThat(NormalPath.of(normal)).isEqualTo(normal);
        assertThat(normal).startsWith("/");
    }

    @Property
    void removesDotSegmentsAsTheStandardResolves(@ForAll @Chars({'/', '.', 'a'}) @StringLength(max = 8) String path) {
        String resolved =
                URI.create("http://h/").resolve("/x/" + path).normalize().getPath();

        if (!path.contains("//") && !path.startsWith("/") && !resolved.contains("/..")) {
            assertThat(NormalPath.of("/x/" + path)).isEqualTo(resolved);
        }
    }

    @Property
    void plainPathsAreNormal(@ForAll @Chars({'/', '.', 'a', '%', '4', '1'}) @StringLength(max = 8) String path) {
        if (NormalPath.isPlain("/" + path)) {
            assertThat(NormalPath.of("/" + path)).isEqualTo("/" + path);
        }
    }
}
