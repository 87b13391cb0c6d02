package dev.weir.http;

import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.Explanation;
import dev.weir.exchange.Reply;
import dev.weir.message.Body;
import dev.weir.message.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies: fields, framing, content with back-pressure; and tells how each request ended.
 *
 * <p>Framing is decided here alone (RFC 9112 §6): a known length is announced, an unknown one chunked, a truncated body
 * ends the connection, so that no client takes it for whole.
 */
final class ReplyWriter {
    private static final CharSequence AGE = HttpHeaders.createOptimized("age");
    private static final CharSequence VIA = HttpHeaders.createOptimized("via");
    private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("cache-status");
    private static final CharSequence PROXY_CONNECTION = HttpHeaders.createOptimized("proxy-connection");
    private static final CharSequence WEIR_OVER_HTTP_1_1 = HttpHeaders.createOptimized("1.1 weir");

    private final ExchangeObserver observer;
    private final Tunnels tunnels;
    private final GatewayServer.Wiring wiring;
    private final LongSupplier nanoTime;
    private final Supplier<String> date;
    private final Supplier<@Nullable AccessObserver> access;

    ReplyWriter(ExchangeObserver observer, Tunnels tunnels, GatewayServer.Wiring wiring) {
        this.observer = observer;
        this.tunnels = tunnels;
        this.wiring = wiring;
        this.nanoTime = wiring.nanoTime();
        this.date = wiring.exchange()::date;
        this.access = wiring.access();
    }

    /** The same for one request that is followed; whoever follows it is told first, and present while meters count it. */
    ReplyWriter following(RequestTracer tracer, Trace trace) {
        ExchangeObserver present = (why, status, took, bytes) ->
                tracer.end(trace, new RequestTracer.Ended(why, status), () -> observer.ended(why, status, took, bytes));
        return new ReplyWriter(present, tunnels, wiring);
    }

    void write(HttpServerRequest request, Reply reply, long startedAt) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            reply.discard();
            ended(request, reply, startedAt, 0, false);
            return;
        }
        response.setStatusCode(reply.head().status());
        writeFields(response.headers(), reply);
        if (request.version() == HttpVersion.HTTP_2) {
            dropConnectionFields(response.headers());
        }
        if (reply.tunnel() != null) {
            tunnels.open(request, reply.tunnel());
            ended(request, reply, startedAt, 0, true);
        } else if (HttpMethod.HEAD.equals(request.method()) || reply.head().forbidsContent()) {
            writeHeadAlone(response, reply);
            ended(request, reply, startedAt, 0, true);
        } else {
            writeContent(request, reply, startedAt);
        }
    }

    private void writeFields(MultiMap fields, Reply reply) {
        reply.head().headers().forEach(fields::add);
        if (reply.age() != null) {
            fields.set(AGE, Long.toString(reply.age().toSeconds()));
        }
        if (!fields.contains(HttpHeaders.DATE)) {
            fields.add(HttpHeaders.DATE, date.get());
        }
        fields.add(VIA, WEIR_OVER_HTTP_1_1);
        String member = reply.why().cacheStatusMember();
        if (member != null) {
            fields.add(CACHE_STATUS, member);
        }
    }

    /** A response in HTTP/2 that has one of them is malformed (RFC 9113 §8.2.2). */
    private static void dropConnectionFields(MultiMap fields) {
        fields.remove(HttpHeaders.CONNECTION)
                .remove(HttpHeaders.KEEP_ALIVE)
                .remove(HttpHeaders.TRANSFER_ENCODING)
                .remove(HttpHeaders.UPGRADE)
                .remove(PROXY_CONNECTION);
    }

    /** HEAD announces the length that GET would have; 204 and 304 announce none (RFC 9110 §8.6). */
    private static void writeHeadAlone(HttpServerResponse response, Reply reply) {
        long length =
                switch (reply.body()) {
                    case Body.Whole whole -> whole.bytes().length();
                    case Body.Arriving arriving -> arriving.length();
                    case Body.Empty empty -> Body.UNKNOWN;
                };
        if (reply.head().status() == 204) {
            MultiMap fields = response.headers();
            response.headersEndHandler(now -> fields.remove(HttpHeaders.CONTENT_LENGTH));
        } else if (length != Body.UNKNOWN && !reply.head().forbidsContent()) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        }
        response.end();
        reply.body().discard();
    }

    private void writeContent(HttpServerRequest request, Reply reply, long startedAt) {
        HttpServerResponse response = request.response();
        switch (reply.body()) {
            case Body.Whole whole -> {
                response.end(whole.bytes());
                ended(request, reply, startedAt, whole.bytes().length(), true);
            }
            case Body.Empty empty -> {
                response.end();
                ended(request, reply, startedAt, 0, true);
            }
            case Body.Arriving arriving -> {
                frame(request, arriving.length());
                new BodyPump(request, arriving, (bytes, whole) -> ended(request, reply, startedAt, bytes, whole))
                        .start();
            }
        }
    }

    /**
     * A client of HTTP/1.0 knows no chunks: content of unknown length ends with the connection (RFC 9112 §6.3). In HTTP/2
     * frames tell the end.
     */
    private static void frame(HttpServerRequest request, long length) {
        HttpServerResponse response = request.response();
        if (length != Body.UNKNOWN) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        } else if (request.version() == HttpVersion.HTTP_1_1) {
            response.setChunked(true);
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            MultiMap fields = response.headers();
            response.headersEndHandler(now -> fields.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
            response.endHandler(end -> request.connection().close());
        }
    }

    private void ended(HttpServerRequest request, Reply reply, long startedAt, long bytes, boolean whole) {
        Explanation why = whole ? reply.why() : reply.why().abandoned();
        long nanos = nanoTime.getAsLong() - startedAt;
        int status = reply.head().status();
        observer.ended(why, status, Duration.ofNanos(nanos), bytes);
        AccessObserver told = access.get();
        if (told != null && told.wants(why.route())) {
            told.ended(AccessRecord.of(request, new AccessRecord.Ended(why, status, startedAt, nanos, bytes)));
        }
    }
}
