package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.http.Admitted;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.policy.Decisions;
import dev.weir.policy.PassRequest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bytes from a client, through the server's codec and the gate: read the same however they are cut; what is admitted is
 * what a strict parser reads there, and is one request to the origin, whole and alone.
 */
class RequestReadingFuzz {
    /** A request that was read whole. */
    private record Whole(RequestHead head, String content) {}

    @FuzzTest
    void requests(byte[] input) {
        List<Whole> read = read(input, input.length);
        assertThat(read(input, 1)).as("byte by byte").isEqualTo(read);
        List<StrictReader.Message> strict = StrictReader.requests(input);
        assertThat(read.size())
                .as("requests where a strict parser sees %s", strict)
                .isLessThanOrEqualTo(strict.size());
        for (int i = 0; i < read.size(); i++) {
            RequestHead head = read.get(i).head();
            assertThat(read.get(i).content()).isEqualTo(strict.get(i).content());
            assertThat(strict.get(i).start()).startsWith(head.method() + " ");
            assertThat(fields(head)).isEqualTo(strict.get(i).named());
            isForwardedAlone(read.get(i));
            Decisions.of(head, new ResponseHead(200, FieldLines.EMPTY));
        }
    }

    private static List<String> fields(RequestHead head) {
        List<String> fields = new ArrayList<>();
        head.headers().forEach((name, value) -> fields.add(name.toLowerCase(Locale.ROOT) + ":" + value));
        return fields;
    }

    /** In pieces of so many bytes. */
    private static List<Whole> read(byte[] input, int piece) {
        List<Whole> whole = new ArrayList<>();
        List<RequestHead> open = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        Embedded.decode(Admitted.decoder(), input, piece, next -> {
            if (!isAdmitted(next, open)) {
                return false;
            }
            if (next instanceof HttpContent part) {
                content.append(part.content().toString(StandardCharsets.ISO_8859_1));
            }
            if (next instanceof LastHttpContent) {
                whole.add(new Whole(open.remove(0), content.toString()));
                content.setLength(0);
            }
            return true;
        });
        return whole;
    }

    private static boolean isAdmitted(HttpObject next, List<RequestHead> open) {
        if (next.decoderResult().isFailure()) {
            return false;
        }
        if (next instanceof HttpRequest request) {
            RequestHead head = isKnown(request.protocolVersion()) ? Admitted.of(request) : null;
            return head != null && open.add(head);
        }
        return true;
    }

    /** Any other version is answered with 501 before the gateway sees the request. */
    private static boolean isKnown(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_0) || version.equals(HttpVersion.HTTP_1_1);
    }

    /** Written as it goes to the origin, and read by the letter. */
    private static void isForwardedAlone(Whole request) {
        RequestHead passed = PassRequest.of(request.head());
        DefaultHttpRequest message = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(passed.method()),
                passed.target().pathAndQuery(),
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders());
        passed.headers().forEach((name, value) -> message.headers().add(name, value));
        message.headers().set("host", passed.target().authority()).remove("content-length");
        if (!request.content().isEmpty()) {
            message.headers().set("content-length", request.content().length());
        }
        LastHttpContent content =
                new DefaultLastHttpContent(Unpooled.copiedBuffer(request.content(), StandardCharsets.ISO_8859_1));
        List<StrictReader.Message> seen =
                StrictReader.requests(Embedded.encode(new HttpRequestEncoder(), List.of(message, content)));
        assertThat(seen).as("requests the origin sees of %s", request).hasSize(1);
        assertThat(seen.get(0).content()).isEqualTo(request.content());
        assertThat(seen.get(0).all("host")).containsExactly(passed.target().authority());
    }
}
