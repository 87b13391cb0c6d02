package dev.weir.http;

import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import dev.weir.exchange.Problem;
import dev.weir.exchange.Reply;
import dev.weir.message.Body;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Arrays;

/** What a request on the socket says, whichever protocol it came in. */
final class Incoming {
    /** RFC 9113 §7. */
    private static final long CANCEL = 8;

    private static final CharSequence TE = HttpHeaders.createOptimized("te");

    private Incoming() {}

    /** What the gate of its protocol says of it. */
    static RequestGate.Verdict check(HttpServerRequest request, String scheme, ListenSettings.Heads heads) {
        return request.version() == HttpVersion.HTTP_2
                ? StreamGate.check(
                        streamLineOf(request), scheme, request.headers().getAll("host"), heads.fields())
                : RequestGate.check(lineOf(request), scheme);
    }

    private static RequestGate.Line lineOf(HttpServerRequest request) {
        return new RequestGate.Line(
                request.method().name(),
                request.uri(),
                protocol(request),
                request.headers().getAll("host"),
                request.headers().getAll("transfer-encoding"));
    }

    private static StreamGate.Line streamLineOf(HttpServerRequest request) {
        HostAndPort authority = request.authority(true);
        return new StreamGate.Line(
                request.method().name(),
                request.scheme(),
                authority == null ? null : text(authority),
                request.uri(),
                request.headers());
    }

    private static String text(HostAndPort authority) {
        return authority.port() < 0 ? authority.host() : authority.host() + ':' + authority.port();
    }

    /** As {@code Via} names it. */
    static String protocol(HttpServerRequest request) {
        return switch (request.version()) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2";
            case HTTP_3 -> "3";
        };
    }

    /** At once, if the client has gone already. A stream closes when its response is whole, too. */
    static void whenGone(HttpServerRequest request, Runnable action) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            action.run();
            return;
        }
        response.closeHandler(gone -> {
            if (request.version() != HttpVersion.HTTP_2 || !response.ended()) {
                action.run();
            }
        });
    }

    static Body body(HttpServerRequest request, Admission admission) {
        String length = request.getHeader("content-length");
        boolean chunked = request.version() == HttpVersion.HTTP_2
                ? length == null && mayHaveContent(request)
                : request.headers().contains("transfer-encoding");
        if (!chunked && (length == null || length.equals("0"))) {
            return Body.Empty.INSTANCE;
        }
        request.pause();
        ReceivedContent content =
                new ReceivedContent(request, () -> refuseUnframed(request), isContinueExpected(request));
        request.response().endHandler(answered -> content.leave());
        long announced = chunked || length == null ? Body.UNKNOWN : Long.parseLong(length);
        content.watchedBy(admission, () -> refuseSlow(request, content));
        return new Body.Arriving(content, announced, content::leave);
    }

    /** HTTP/1.0 knows no expectations (RFC 9110 §10.1.1). */
    private static boolean isContinueExpected(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_1_0 && request.headers().contains(HttpHeaders.EXPECT);
    }

    /** Whether a request expects what nobody here can do (RFC 9110 §10.1.1). */
    static boolean isUnmeetable(HttpServerRequest request) {
        return isContinueExpected(request)
                && !request.headers().getAll(HttpHeaders.EXPECT).stream().allMatch("100-continue"::equalsIgnoreCase);
    }

    /** Whether the client reads fields that follow the content (RFC 9110 §10.1.4). */
    static boolean takesTrailers(HttpServerRequest request) {
        return request.headers().getAll(TE).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .anyMatch(coding -> coding.split(";", 2)[0].strip().equalsIgnoreCase("trailers"));
    }

    private static void refuseUnframed(HttpServerRequest request) {
        refuseContent(request, 400, "The content of the request is not framed as HTTP.");
    }

    private static void refuseSlow(HttpServerRequest request, ReceivedContent content) {
        HttpServerResponse response = request.response();
        if (!response.headWritten()) {
            refuseContent(request, 408, "The content of the request takes too long.");
        }
        content.breakOff();
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset(CANCEL);
        } else {
            request.connection().close();
        }
    }

    /** The request is counted when its own reply is found to come too late. In HTTP/2 the codec resets the stream. */
    private static void refuseContent(HttpServerRequest request, int status, String why) {
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        Explanation malformed = new Explanation(Explanation.NO_ROUTE, Outcome.REFUSED, null);
        Reply refusal = Problem.reply(status, why, malformed);
        HttpServerResponse response = request.response().setStatusCode(status).putHeader("connection", "close");
        refusal.head().headers().forEach(response::putHeader);
        if (refusal.body() instanceof Body.Whole whole) {
            response.end(whole.bytes());
        }
    }

    /**
     * In HTTP/2 the end of a request without content is told only behind its head. Content without a length that comes
     * with one of these has no meaning (RFC 9110 §9.3.1) and is dropped.
     */
    private static boolean mayHaveContent(HttpServerRequest request) {
        return switch (request.method().name()) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
            default -> true;
        };
    }
}
