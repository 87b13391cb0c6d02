package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.TargetUri;
import dev.weir.policy.ByteRange;
import dev.weir.policy.ClientHead;
import dev.weir.policy.Decisions;
import dev.weir.policy.FillRequest;
import dev.weir.policy.HttpDate;
import dev.weir.policy.PassRequest;
import dev.weir.policy.RangeDecision;
import dev.weir.policy.RangePolicy;
import dev.weir.policy.Selection;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever stands in fields, no decision about them throws, and none goes beyond what it may. */
class FieldsFuzz {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TargetUri TARGET = new TargetUri("http", "shop.example", "/products/1", null);
    private static final int LENGTH = 1_000;
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT);

    /** Two blocks of fields: of the request, of the response. */
    @FuzzTest
    void decisions(byte[] input) {
        List<List<String>> blocks = Lines.blocks(input, 2);
        RequestHead request = new RequestHead("GET", TARGET, Lines.fields(blocks.get(0)), "1.1", Fence.START);
        ResponseHead response = new ResponseHead(200, Lines.fields(blocks.get(1)));
        Selecting selecting = Decisions.of(request, response);

        assertThat(Selection.matches(selecting, request)).isTrue();
        assertThat(ofTheConnection(request.headers(), PassRequest.of(request).headers()))
                .isEmpty();
        assertThat(ofTheConnection(request.headers(), FillRequest.of(request).headers()))
                .isEmpty();
        assertThat(ofTheConnection(
                        response.headers(), ClientHead.passed(response).headers()))
                .isEmpty();
        isWithin(RangePolicy.decide(request, new ResponseHead(200, FieldLines.EMPTY), LENGTH));
    }

    /** The names in the second that stand for the connection of the first. */
    private static Set<String> ofTheConnection(Headers received, Headers sentOn) {
        Set<String> hop = received.all("connection").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        hop.addAll(List.of("connection", "keep-alive", "transfer-encoding", "proxy-connection"));
        FieldLines sent = FieldLines.copyOf(sentOn);
        return hop.stream().filter(sent::contains).collect(Collectors.toSet());
    }

    private static void isWithin(RangeDecision decision) {
        if (decision instanceof RangeDecision.One one) {
            isWithin(one.range());
        } else if (decision instanceof RangeDecision.Several several) {
            several.ranges().forEach(FieldsFuzz::isWithin);
            assertThat(several.ranges()).hasSizeGreaterThan(1);
            assertThat(several.ranges().stream()
                            .mapToLong(range -> range.last() - range.first() + 1)
                            .sum())
                    .as("bytes of parts that do not overlap")
                    .isLessThanOrEqualTo(LENGTH);
        }
    }

    private static void isWithin(ByteRange range) {
        assertThat(range.first()).isBetween(0L, range.last());
        assertThat(range.last()).isLessThan(LENGTH);
    }

    /** A date in the one form that is written today is the time that the JDK reads in it, and is written so again. */
    @FuzzTest
    void dates(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        Instant read = HttpDate.parse(text, NOW);
        Instant fixdate = fixdate(text);
        if (fixdate != null) {
            assertThat(read).as(text).isEqualTo(fixdate);
        }
        if (read != null) {
            assertThat(HttpDate.parse(HttpDate.render(read), NOW)).as(text).isEqualTo(read);
        }
    }

    private static Instant fixdate(String text) {
        try {
            ZonedDateTime time = ZonedDateTime.parse(text, IMF_FIXDATE.withZone(ZoneOffset.UTC));
            return IMF_FIXDATE.format(time).equals(text) ? time.toInstant() : null;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
