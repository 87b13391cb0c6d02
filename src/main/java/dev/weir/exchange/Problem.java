package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import io.vertx.core.buffer.Buffer;

/** The gateway's own errors, as problem details (RFC 9457). */
public final class Problem {
    private static final int UNAVAILABLE = 503;
    private static final FieldLines USUAL =
            FieldLines.of("content-type", "application/problem+json", "cache-control", "no-store");
    /** With how soon to come back (RFC 9110 §10.2.3): a queue before an origin is a matter of seconds. */
    private static final FieldLines OVERLOADED =
            FieldLines.of("content-type", "application/problem+json", "cache-control", "no-store", "retry-after", "1");

    private Problem() {}

    /** Never cached by anyone downstream, and without a word of the request: an error page must not echo. */
    public static Reply reply(int status, String detail, Explanation why) {
        String json = "{\"type\":\"about:blank\",\"title\":\"" + title(status) + "\",\"status\":" + status
                + ",\"detail\":\"" + detail + "\"}\n";
        FieldLines fields = status == UNAVAILABLE ? OVERLOADED : USUAL;
        return new Reply(new ResponseHead(status, fields), new Body.Whole(Buffer.buffer(json)), null, why);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 416 -> "Range Not Satisfiable";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 508 -> "Loop Detected";
            default -> status >= 500 ? "Server Error" : "Client Error";
        };
    }
}
