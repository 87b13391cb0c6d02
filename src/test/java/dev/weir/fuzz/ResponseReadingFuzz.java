package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.TargetUri;
import dev.weir.policy.ClientHead;
import dev.weir.policy.Decisions;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes from an origin, through the client's codec: read the same however they are cut; and however they read, the client
 * of the gateway gets one response head, and nothing after it that is not content.
 */
class ResponseReadingFuzz {
    private static final RequestHead GET = new RequestHead(
            "GET", new TargetUri("http", "shop.example", "/", null), FieldLines.EMPTY, "1.1", Fence.START);

    private static final String END = "<end>";

    /** A response, and what came of its content; a mark behind it if its end was seen. */
    private record Read(ResponseHead head, StringBuilder content) {
        @Override
        public String toString() {
            return head + " " + content;
        }
    }

    @FuzzTest
    void responses(byte[] input) {
        List<Read> read = read(input, input.length);
        assertThat(read(input, 1)).as("byte by byte").hasToString(read.toString());
        for (Read response : read) {
            Decisions.of(GET, response.head());
            isOneHead(ClientHead.passed(response.head()));
        }
    }

    private static List<Read> read(byte[] input, int piece) {
        List<Read> read = new ArrayList<>();
        Embedded.decode(new HttpResponseDecoder(), input, piece, next -> {
            if (next.decoderResult().isFailure()) {
                return false;
            }
            if (next instanceof HttpResponse response) {
                read.add(new Read(headOf(response), new StringBuilder()));
            }
            if (next instanceof HttpContent part) {
                Read last = read.get(read.size() - 1);
                last.content().append(part.content().toString(StandardCharsets.ISO_8859_1));
                if (next instanceof LastHttpContent) {
                    last.content().append(END);
                }
            }
            return true;
        });
        return read;
    }

    private static ResponseHead headOf(HttpResponse response) {
        FieldLines.Builder fields = FieldLines.builder();
        response.headers().forEach(line -> fields.add(line.getKey(), line.getValue()));
        return new ResponseHead(response.status().code(), fields.build());
    }

    private static void isOneHead(ResponseHead head) {
        if (head.status() < 200 || head.status() > 999) {
            return;
        }
        DefaultHttpResponse message = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(head.status()),
                DefaultHttpHeadersFactory.headersFactory().withValidation(false));
        head.headers().forEach((name, value) -> message.headers().add(name, value));
        message.headers().set("content-length", "0");
        byte[] bytes = Embedded.encode(new HttpResponseEncoder(), List.of(message, LastHttpContent.EMPTY_LAST_CONTENT));
        List<StrictReader.Message> seen = StrictReader.responses(bytes);
        assertThat(seen)
                .as("responses the client sees: %s", new String(bytes, StandardCharsets.ISO_8859_1))
                .hasSize(1);
    }
}
