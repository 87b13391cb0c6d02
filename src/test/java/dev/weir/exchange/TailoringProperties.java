package dev.weir.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Body;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.TargetUri;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever Range says, a client gets bytes of the content that are where the answer says they are. */
class TailoringProperties {
    private static final Pattern PLACE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final Explanation WHY = new Explanation("r", Outcome.REDIS_HIT, null);

    @Provide
    Arbitrary<String> ranges() {
        Arbitrary<Long> offset = Arbitraries.longs().between(0, 70);
        Arbitrary<String> spec = Arbitraries.oneOf(
                Combinators.combine(offset, offset).as((a, b) -> a + "-" + b),
                offset.map(first -> first + "-"),
                offset.map(count -> "-" + count));
        Arbitrary<String> list = spec.list().ofMinSize(1).ofMaxSize(5).map(specs -> "bytes=" + String.join(",", specs));
        Arbitrary<String> soup =
                Arbitraries.strings().withChars("0123456789-,=; \tbytes\"").ofMaxLength(40);
        return Arbitraries.oneOf(list, list, soup, soup.map(rest -> "bytes=" + rest), Arbitraries.strings());
    }

    @Property(tries = 3000)
    void wholeContent_isCutWhereTheAnswerSays(
            @ForAll("ranges") String range, @ForAll @Size(max = 64) List<Byte> bytes) {
        Buffer content = buffer(bytes);
        check(Tailoring.of(request(range), reply(new Body.Whole(content)), -1), content);
    }

    @Property(tries = 3000)
    void arrivingContent_isCutWhereTheAnswerSays(
            @ForAll("ranges") String range,
            @ForAll @Size(max = 64) List<Byte> bytes,
            @ForAll @IntRange(min = 1, max = 20) int piece) {
        Buffer content = buffer(bytes);
        List<Buffer> pieces = new ArrayList<>();
        for (int at = 0; at < content.length(); at += piece) {
            pieces.add(content.slice(at, Math.min(at + piece, content.length())));
        }
        check(Tailoring.of(request(range), reply(PieceStream.body(pieces)), -1), content);
    }

    @Provide
    Arbitrary<String> validators() {
        Arbitrary<String> soup = Arbitraries.strings().withChars("\"W/ab*, \t").ofMaxLength(12);
        return Arbitraries.oneOf(Arbitraries.of("\"a\"", "W/\"a\"", "*", ""), soup, Arbitraries.strings());
    }

    @Property(tries = 3000)
    void anyIfRange_butTheOneStrongTag_getsTheWhole(@ForAll("validators") String validator) {
        Buffer content = Buffer.buffer("content");
        RequestHead request =
                request("bytes=0-1").with("GET", FieldLines.of("Range", "bytes=0-1", "If-Range", validator));
        Reply reply = Tailoring.of(request, reply(new Body.Whole(content)), -1);
        assertThat(reply.head().status()).isEqualTo(validator.strip().equals("\"a\"") ? 206 : 200);
        check(reply, content);
    }

    @Property(tries = 3000)
    void anyPrecondition_isAnsweredWithAllOrNothing(
            @ForAll("validators") String tags, @ForAll("validators") String date) {
        FieldLines asked = FieldLines.of("If-None-Match", tags, "If-Modified-Since", date);
        Buffer content = Buffer.buffer("content");
        Reply reply = Tailoring.of(request("").with("GET", asked), reply(new Body.Whole(content)), -1);
        if (reply.head().status() == 304) {
            assertThat(tags).containsAnyOf("\"a\"", "*");
            assertThat(reply.body()).isInstanceOf(Body.Empty.class);
        } else {
            check(reply, content);
        }
    }

    private static void check(Reply reply, Buffer content) {
        switch (reply.head().status()) {
            case 200 -> assertThat(bytesOf(reply.body())).isEqualTo(content);
            case 206 -> checkParts(reply, content);
            case 416 ->
                assertThat(reply.head().headers().get("content-range")).isEqualTo("bytes */" + content.length());
            default -> throw new AssertionError(reply);
        }
    }

    private static void checkParts(Reply reply, Buffer content) {
        String type = reply.head().headers().get("content-type");
        Buffer sent = bytesOf(reply.body());
        if (type == null) {
            checkPlace(reply.head().headers().get("content-range"), sent, content);
            return;
        }
        String delimiter = "\r\n--" + type.substring(type.indexOf("boundary=") + "boundary=".length());
        String[] parts = sent.toString("ISO-8859-1").split(Pattern.quote(delimiter), -1);
        assertThat(parts[0]).isEmpty();
        assertThat(parts[parts.length - 1]).isEqualTo("--\r\n");
        for (int i = 1; i < parts.length - 1; i++) {
            String[] headAndBytes = parts[i].split("\r\n\r\n", 2);
            checkPlace(
                    headAndBytes[0].replace("\r\nContent-Range: ", ""),
                    Buffer.buffer(headAndBytes[1], "ISO-8859-1"),
                    content);
        }
    }

    private static void checkPlace(@Nullable String stated, Buffer sent, Buffer content) {
        String place = Objects.requireNonNull(stated, "Content-Range");
        Matcher matcher = PLACE.matcher(place);
        assertThat(matcher.matches()).as(place).isTrue();
        int first = Integer.parseInt(matcher.group(1));
        int last = Integer.parseInt(matcher.group(2));
        assertThat(sent).isEqualTo(content.slice(first, last + 1));
        assertThat(Integer.parseInt(matcher.group(3))).isEqualTo(content.length());
    }

    private static Buffer bytesOf(Body body) {
        return switch (body) {
            case Body.Whole whole -> whole.bytes();
            case Body.Empty empty -> Buffer.buffer();
            case Body.Arriving arriving -> {
                Buffer all = Buffer.buffer();
                List<String> ends = new ArrayList<>();
                arriving.stream().handler(all::appendBuffer);
                arriving.stream().endHandler(end -> ends.add("end"));
                arriving.stream().exceptionHandler(cause -> ends.add("cut"));
                arriving.stream().resume();
                assertThat(ends).containsExactly("end");
                assertThat((long) all.length()).isEqualTo(arriving.length());
                yield all;
            }
        };
    }

    private static Buffer buffer(List<Byte> bytes) {
        Buffer buffer = Buffer.buffer();
        bytes.forEach(buffer::appendByte);
        return buffer;
    }

    private static RequestHead request(String range) {
        TargetUri target = new TargetUri("http", "h", "/", null);
        return new RequestHead("GET", target, FieldLines.of("Range", range), "1.1", Fence.START);
    }

    private static Reply reply(Body body) {
        return new Reply(new ResponseHead(200, FieldLines.of("etag", "\"a\"")), body, null, WHY);
    }
}
