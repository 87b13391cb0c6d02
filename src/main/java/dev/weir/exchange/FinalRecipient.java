package dev.weir.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;

/** Answers to OPTIONS and TRACE whose hops end at this gateway (RFC 9110 §7.6.2, §9.3.7, §9.3.8). */
final class FinalRecipient {
    private static final String METHODS = "GET, HEAD, QUERY, POST, PUT, PATCH, DELETE, OPTIONS, TRACE";
    private static final Explanation WHY = new Explanation(Explanation.NO_ROUTE, Outcome.REFUSED, null);

    /** What clients prove themselves by stands in fields that are called so: they are not reflected. */
    private static final List<String> SENSITIVE =
            List.of("auth", "cookie", "credential", "key", "secret", "session", "token");

    private FinalRecipient() {}

    static Reply answer(RequestHead request) {
        return request.method().equals("TRACE") ? reflection(request) : options();
    }

    private static Reply options() {
        ResponseHead head = new ResponseHead(204, FieldLines.of("Allow", METHODS));
        return new Reply(head, Body.Empty.INSTANCE, null, WHY);
    }

    private static Reply reflection(RequestHead request) {
        StringBuilder message = new StringBuilder("TRACE ")
                .append(request.target().pathAndQuery())
                .append(" HTTP/")
                .append(request.protocol())
                .append("\r\n");
        request.headers().forEach((name, value) -> {
            if (SENSITIVE.stream().noneMatch(name.toLowerCase(Locale.ROOT)::contains)) {
                message.append(name).append(": ").append(value).append("\r\n");
            }
        });
        Buffer content = Buffer.buffer(message.append("\r\n").toString().getBytes(ISO_8859_1));
        ResponseHead head = new ResponseHead(200, FieldLines.of("Content-Type", "message/http"));
        return new Reply(head, new Body.Whole(content), null, WHY);
    }
}
