package dev.weir.http;

import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import dev.weir.exchange.Problem;
import dev.weir.exchange.Reply;
import dev.weir.message.Body;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;

/** What a request on the socket says, whichever protocol it came in. */
final class Incoming {
    /** RFC 9113 §7. */
    private static final long CANCEL = 8;

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
        request.response().endHandler(answered -> drain(request));
        long announced = chunked || length == null ? Body.UNKNOWN : Long.parseLong(length);
        ReceivedContent content = new ReceivedContent(
                request, () -> refuseContent(request, 400, "The content of the request is not framed as HTTP."));
        content.watchedBy(admission, () -> refuseSlow(request, content));
        return new Body.Arriving(content, announced, request::resume);
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

    /** Content that nobody took stands before the next request on the connection. */
    private static void drain(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(null).resume();
        }
    }
}
