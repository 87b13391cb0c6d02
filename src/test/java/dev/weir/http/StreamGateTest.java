package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.TargetUri;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate for HTTP/2 refuses by itself, whether or not the codec lets it through. */
class StreamGateTest {
    private static final StreamGate.Line GOOD =
            line("GET", "http", "a", "/x", Map.of("accept", "*/*", "te", "trailers"));

    private static StreamGate.Line line(
            String method, String scheme, String authority, String path, Map<String, String> fields) {
        return new StreamGate.Line(method, scheme, authority, path, fields.entrySet());
    }

    private static @Nullable TargetUri target(StreamGate.Line line, String... hosts) {
        return StreamGate.check(line, "https", List.of(hosts), 3).target();
    }

    @Test
    void good_isTaken_withTheSchemeOfItsConnection() {
        assertThat(target(line("GET", "http", "A:443", "/x?y", Map.of()), "a"))
                .isEqualTo(new TargetUri("https", "a", "/x", "y"));
        assertThat(target(GOOD)).isNotNull();
        assertThat(target(line("OPTIONS", "https", "a", "*", Map.of()))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, http, a, /",
        "'', http, a, /",
        "GET, , a, /",
        "GET, ftp, a, /",
        "GET, http, , /",
        "GET, http, u@a, /",
        "GET, http, a/, /",
        "GET, http, a,",
        "GET, http, a, x",
        "GET, http, a, *",
        "GET, http, a, http://a/",
        "GET, http, a, /#",
        "GET, http, a, '/ HTTP/1.1'",
        "GET, http, a, /\u00e4",
    })
    void line_thatIsNone_isRefused(String method, String scheme, String authority, String path) {
        assertThat(target(line(method, scheme, authority, path, Map.of()))).isNull();
    }

    @Test
    void host_thatSaysOtherwise_isRefused() {
        assertThat(target(GOOD, "b")).isNull();
        assertThat(target(GOOD, "a", "a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection: close",
                "keep-alive: 1",
                "proxy-connection: close",
                "transfer-encoding: chunked",
                "upgrade: h2c",
                "te: gzip",
                "te: trailers, gzip",
                "content-length: ",
                "content-length: +1",
                "content-length: 99999999999999999999",
                ":path: /y",
                "a b: c",
                "a\r\nb: c",
                ": c",
                "a: b\r\nc: d",
                "a: b\nc",
                "a: \u0000",
                "a: \u007f",
            })
    void field_thatWouldBeReadOtherwise_isRefused(String field) {
        int colon = field.indexOf(": ");
        Map<String, String> fields = Map.of(field.substring(0, colon), field.substring(colon + 2));

        assertThat(target(line("GET", "http", "a", "/x", fields))).isNull();
    }

    @Test
    void lengths_thatAreTwo_areRefused() {
        StreamGate.Line two = new StreamGate.Line(
                "POST", "http", "a", "/x", List.of(Map.entry("content-length", "1"), Map.entry("content-length", "1")));

        assertThat(target(two)).isNull();
    }

    @Test
    void fields_thatAreTooMany_areToldApart() {
        StreamGate.Line four = line("GET", "http", "a", "/", Map.of("a", "", "b", "", "c", "", "d", ""));

        assertThat(StreamGate.check(four, "http", List.of(), 4).target()).isNotNull();
        assertThat(StreamGate.check(four, "http", List.of(), 3)).isSameAs(StreamGate.TOO_MANY_FIELDS);
    }

    /** Nothing that is taken can begin another line in HTTP/1.1. */
    @Property
    void taken_hasNoEndOfLine(@ForAll String method, @ForAll String path, @ForAll String name, @ForAll String value) {
        TargetUri target = target(line(method, "http", "a", '/' + path, Map.of(name, value)));

        assertThat(target == null || (method + path + name + value).chars().noneMatch(c -> c == '\r' || c == '\n'))
                .isTrue();
    }
}
