package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import io.vertx.core.buffer.Buffer;

/** The gateway's own errors, as problem details (RFC 9457). */
public final class Problem {
    private Problem() {}

    /** Never cached by anyone downstream, and without a word of the request: an error page must not echo. */
    public static Reply reply(int status, String detail, Explanation why) {
        String json = "{\"type\":\"about:blank\",\"title\":\"" + title(status) + "\",\"status\":" + status
                + ",\"detail\":\"" + detail + "\"}\n";
        FieldLines fields = FieldLines.of("content-type", "application/problem+json", "cache-control", "no-store");
        return new Reply(new ResponseHead(status, fields), new Body.Whole(Buffer.buffer(json)), null, why);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 412 -> "Precondition Failed";
            case 414 -> "URI Too Long";
            case 416 -> "Range Not Satisfiable";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> status >= 500 ? "Server Error" : "Client Error";
        };
    }
}
