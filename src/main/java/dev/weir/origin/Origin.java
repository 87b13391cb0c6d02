package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.EarlyHints;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * One configured origin and its pool of connections, shared by every event loop of the process.
 *
 * <p>A request may be sent from any event loop; response and body arrive there. At most {@code max-concurrent} requests
 * are under way; more wait for a connection, no longer than the origin's time limit. The client's {@code Host} goes to
 * the origin as it came, since it is part of the cache key.
 */
public final class Origin {
    private static final int DEFAULT_HTTP_PORT = 80;

    private final OriginSettings settings;
    private final HttpClient client;
    private final RequestOptions template;
    private final OriginObserver observer;
    private final LongSupplier nanoTime;
    private final AtomicInteger inFlight = new AtomicInteger();

    public Origin(Vertx vertx, OriginSettings settings, OriginObserver observer, LongSupplier nanoTime) {
        this.settings = settings;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(settings.maxConcurrent()));
        URI server = settings.server();
        this.template = new RequestOptions()
                .setHost(server.getHost())
                .setPort(server.getPort() < 0 ? DEFAULT_HTTP_PORT : server.getPort())
                .setTimeout(settings.timeout().toMillis());
    }

    /** Requests whose response head is not in yet. */
    public int inFlight() {
        return inFlight.get();
    }

    public String name() {
        return settings.name();
    }

    /** Sends a request; fails with nothing but {@link OriginFailure}. */
    public Future<OriginResponse> send(RequestHead request, Body body) {
        long sentAt = nanoTime.getAsLong();
        inFlight.incrementAndGet();
        return client.request(optionsFor(request))
                .compose(sending -> write(sending, request, body))
                .map(Origin::read)
                .onSuccess(response -> answered(response, sentAt))
                .recover(cause -> Future.failedFuture(counted(classify(cause), sentAt)));
    }

    public Future<Void> close() {
        return client.close();
    }

    private RequestOptions optionsFor(RequestHead request) {
        return new RequestOptions(template)
                .setMethod(HttpMethod.valueOf(request.method()))
                .setURI(request.target().pathAndQuery());
    }

    private static Future<HttpClientResponse> write(HttpClientRequest sending, RequestHead request, Body body) {
        request.headers().forEach((name, value) -> sending.headers().add(name, value));
        sending.headers().set("host", request.target().authority());
        if (request.hints() != EarlyHints.NONE) {
            sending.earlyHintsHandler(hints -> request.hints().hinted(linesOf(hints)));
        }
        return switch (body) {
            case Body.Empty empty -> sending.send();
            case Body.Whole whole -> sending.send(whole.bytes());
            case Body.Arriving arriving -> {
                if (arriving.length() == Body.UNKNOWN) {
                    sending.setChunked(true);
                } else {
                    sending.putHeader("content-length", Long.toString(arriving.length()));
                }
                yield sending.send(arriving.stream());
            }
        };
    }

    private static OriginResponse read(HttpClientResponse response) {
        response.pause();
        ResponseHead head = new ResponseHead(response.statusCode(), linesOf(response.headers()));
        boolean none = head.forbidsContent()
                || HttpMethod.HEAD.equals(response.request().getMethod());
        if (none) {
            response.resume();
            return new OriginResponse(head, Body.Empty.INSTANCE, true);
        }
        Runnable cancel = () -> response.request().reset();
        long length = contentLength(response);
        boolean delimited = length != Body.UNKNOWN || head.headers().contains("transfer-encoding");
        return new OriginResponse(head, new Body.Arriving(response, length, cancel), delimited);
    }

    private static FieldLines linesOf(MultiMap map) {
        FieldLines.Builder fields = FieldLines.builder();
        map.forEach(field -> fields.add(field.getKey(), field.getValue()));
        return fields.build();
    }

    /** The codec has refused repeated and contradicting lengths; what is left is one number or none. */
    private static long contentLength(HttpClientResponse response) {
        String length = response.getHeader("content-length");
        try {
            return length == null ? Body.UNKNOWN : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Body.UNKNOWN;
        }
    }

    private static OriginFailure classify(Throwable cause) {
        if (cause instanceof OriginFailure already) {
            return already;
        }
        boolean unreachable = cause instanceof ConnectException || cause instanceof UnknownHostException;
        OriginFailure.Kind kind = unreachable
                ? OriginFailure.Kind.UNREACHABLE
                : cause instanceof TimeoutException ? OriginFailure.Kind.TIMED_OUT : OriginFailure.Kind.BROKEN;
        return new OriginFailure(kind, cause);
    }

    private void answered(OriginResponse response, long sentAt) {
        inFlight.decrementAndGet();
        observer.answered(settings.name(), response.head().status(), since(sentAt));
    }

    private OriginFailure counted(OriginFailure failure, long sentAt) {
        inFlight.decrementAndGet();
        observer.failed(settings.name(), failure.kind(), since(sentAt));
        return failure;
    }

    private Duration since(long sentAt) {
        return Duration.ofNanos(nanoTime.getAsLong() - sentAt);
    }
}
