package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import dev.weir.http.AccessRecord;
import dev.weir.policy.CacheStatus;
import dev.weir.policy.ForwardReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, its request is one line, and what is read from the line is what it sent. */
class AccessLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-24T16:25:31.250Z");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Explanation WHY = new Explanation(
            "products",
            Outcome.FORWARDED,
            new CacheStatus(false, ForwardReason.URI_MISS, 200, true, false, Duration.ofSeconds(30), null));

    private static AccessRecord record(String target, String userAgent, String referer, String trace) {
        return new AccessRecord(
                "192.0.2.1",
                "GET",
                target,
                "HTTP/1.1",
                userAgent,
                referer,
                trace,
                new AccessRecord.Ended(WHY, 200, 0, 1_234_567, 42));
    }

    private static String written(AccessLine line, AccessRecord record) {
        LineBuffer buffer = new LineBuffer();
        line.write(record, AT, buffer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            buffer.writeTo(out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void combined_isApachesAndMore() {
        assertThat(written(new CombinedLine(), record("/a?b", "curl/8", "http://r/", TRACE)))
                .isEqualTo("192.0.2.1 - - [24/Nov/2026:16:25:31 +0000] \"GET /a?b HTTP/1.1\" 200 42 \"http://r/\""
                        + " \"curl/8\" 0.001234 products forwarded"
                        + " \"weir; fwd=uri-miss; fwd-status=200; stored; ttl=30\""
                        + " 4bf92f3577b34da6a3ce929d0e0e4736\n");
    }

    @Test
    void combined_saysWhatIsNotThere() {
        AccessRecord bare = new AccessRecord(
                null,
                "GET",
                "/",
                "HTTP/1.0",
                null,
                null,
                null,
                new AccessRecord.Ended(new Explanation("-", Outcome.REFUSED, null), 400, 0, 0, 0));

        assertThat(written(new CombinedLine(), bare))
                .isEqualTo("- - - [24/Nov/2026:16:25:31 +0000] \"GET / HTTP/1.0\" 400 0 \"-\" \"-\" 0.000000 - refused"
                        + " \"-\" -\n");
    }

    @Test
    void json_isAnObjectALine() {
        assertThat(written(new JsonLine(), record("/a?b", "curl/8", "http://r/", "nonsense")))
                .isEqualTo("{\"time\":\"2026-11-24T16:25:31.250Z\",\"client\":\"192.0.2.1\",\"method\":\"GET\","
                        + "\"target\":\"/a?b\",\"protocol\":\"HTTP/1.1\",\"status\":200,\"bytes\":42,"
                        + "\"seconds\":0.001234,\"route\":\"products\",\"outcome\":\"forwarded\","
                        + "\"cache_status\":\"weir; fwd=uri-miss; fwd-status=200; stored; ttl=30\","
                        + "\"user_agent\":\"curl/8\",\"referer\":\"http://r/\"}\n");
    }

    @Property
    void combined_isOneLineFromWhichTheTextsCanBeRead(
            @ForAll @StringLength(max = 40) @CharRange(to = '\uffff') String target,
            @ForAll @StringLength(max = 40) @CharRange(to = '\u0100') String userAgent) {
        String line = written(new CombinedLine(), record(target, userAgent, "r", TRACE));

        assertOneLine(line);
        Matcher quoted = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
        assertThat(quoted.find()).isTrue();
        assertThat(unescaped(quoted.group(1))).isEqualTo("GET " + target + " HTTP/1.1");
        assertThat(quoted.find()).isTrue();
        assertThat(quoted.find()).isTrue();
        assertThat(unescaped(quoted.group(1))).isEqualTo(userAgent);
    }

    @Property
    void json_isOneLineFromWhichTheTextsCanBeRead(
            @ForAll @StringLength(max = 40) @CharRange(to = '\uffff') String target,
            @ForAll @StringLength(max = 40) @CharRange(to = '\u0100') String userAgent)
            throws IOException {
        String line = written(new JsonLine(), record(target, userAgent, "r", TRACE));

        assertOneLine(line);
        JsonNode read = JSON.readTree(line);
        assertThat(read.get("user_agent").textValue()).isEqualTo(userAgent);
        assertThat(read.get("target").textValue()).isEqualTo(wellFormed(target));
        assertThat(read.get("trace_id").textValue()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private static void assertOneLine(String line) {
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line.substring(0, line.length() - 1)).matches("[ -~]*");
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(?:x(..)|u(....)|(.))")
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(3) != null
                                ? escape.group(3)
                                : String.valueOf((char) Integer.parseInt(
                                        escape.group(1) == null ? escape.group(2) : escape.group(1), 16))));
    }

    /** Halves of surrogate pairs do not survive UTF-16 that is checked. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }
}
