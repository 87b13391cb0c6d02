package dev.weir.http;

import dev.weir.exchange.ClientRequest;
import dev.weir.exchange.Exchange;
import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import dev.weir.exchange.Problem;
import dev.weir.exchange.PurgeRequests;
import dev.weir.exchange.Reply;
import dev.weir.message.Body;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data plane's HTTP server on one event loop: reads a request's head, refuses what is ambiguous, hands over to
 * {@link Exchange}, writes the reply.
 */
public final class GatewayServer {
    /**
     * Where requests go, and who is told.
     *
     * @param access who wants to know of single requests, at this moment; null where nobody does
     */
    public record Wiring(
            Vertx vertx,
            Exchange exchange,
            PurgeRequests purges,
            ExchangeObserver observer,
            Supplier<@Nullable AccessObserver> access,
            LongSupplier nanoTime) {}

    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final Explanation MALFORMED = new Explanation(Explanation.NO_ROUTE, Outcome.REFUSED, null);

    /** A stampede connects at once, and a connection refused by a full queue comes back a second later. */
    private static final int ACCEPT_BACKLOG = 16 << 10;

    /** Names the one free port that all event loops of this process share. */
    private static final int SHARED_FREE_PORT = 1;

    private final Wiring wiring;
    private final SocketAddress address;
    private final HttpServer server;
    private final Answering answering;
    private final ReplyWriter replies;
    private final Purgers purgers;
    private final Senders senders;
    private final Distrusted distrusted = new Distrusted();

    public GatewayServer(Wiring wiring, ListenSettings settings) {
        this.wiring = wiring;
        this.address = settings.port() == 0
                ? SocketAddress.sharedRandomPort(SHARED_FREE_PORT, settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
        this.purgers = new Purgers(settings.purgeFrom());
        this.senders = new Senders(settings.forwarded());
        this.answering = new Answering(wiring.observer());
        this.replies = new ReplyWriter(answering, wiring.nanoTime(), wiring.exchange()::date, wiring.access());
        this.server = wiring.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setIdleTimeout((int) settings.idleTimeout().toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setMaxHeaderSize(settings.maxHeaderBytes())
                        .setMaxInitialLineLength(settings.maxHeaderBytes())
                        .setHandle100ContinueAutomatically(true)
                        .setHttp2ClearTextEnabled(false)
                        .setAcceptBacklog(ACCEPT_BACKLOG)
                        .setTcpNoDelay(true))
                .connectionHandler(connection -> StrictRequestDecoder.addTo(connection, settings.maxHeaderBytes()))
                .requestHandler(this::accept)
                .invalidRequestHandler(this::refuseUnread);
    }

    /** Completes with the port. */
    public Future<Integer> start() {
        return server.listen(address).map(HttpServer::actualPort);
    }

    /**
     * Completes when those who are being answered have their answers, or at the limit; whoever comes meanwhile is answered
     * too, and told to connect elsewhere.
     */
    public Future<Void> drain(Duration limit) {
        return answering
                .drain()
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    public Future<Void> stop() {
        return server.close();
    }

    private void accept(HttpServerRequest request) {
        if (distrusted.contains(request.connection())) {
            return;
        }
        long startedAt = wiring.nanoTime().getAsLong();
        answering.began();
        if (answering.isDraining()) {
            request.response().putHeader("connection", "close");
        }
        RequestGate.Verdict verdict = RequestGate.check(lineOf(request));
        if (verdict.target() == null) {
            String why = verdict.refusal() == null ? "" : verdict.refusal();
            refuse(request, 400, why, startedAt);
            return;
        }
        TargetUri target = senders.asClientAsked(request, verdict.target());
        RequestHead head = new RequestHead(
                request.method().name(),
                target,
                new RequestFields(request, target, senders),
                protocol(request),
                wiring.exchange().position());
        Reply near = near(head);
        if (near != null) {
            replies.write(request, near, startedAt);
            return;
        }
        RequestHead hinted = head.hinting(HintWriter.to(request));
        answer(new ClientRequest(hinted, bodyOf(request), action -> whenGone(request, action)), request.remoteAddress())
                .onSuccess(reply -> replies.write(request, reply, startedAt))
                .onFailure(bug -> replies.write(request, broken(bug), startedAt));
    }

    /** In the same turn, without a future. */
    private @Nullable Reply near(RequestHead head) {
        try {
            return wiring.exchange().near(head);
        } catch (RuntimeException bug) {
            return broken(bug);
        }
    }

    /** A bug costs one request a 500, never the process. */
    private Future<Reply> answer(ClientRequest client, SocketAddress peer) {
        try {
            return PurgeRequests.isOne(client.head())
                    ? wiring.purges().answer(client.head(), purgers.isAllowed(peer))
                    : wiring.exchange().handle(client);
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }

    private static Reply broken(Throwable bug) {
        LOG.error("A request failed inside the gateway.", bug);
        Explanation why = new Explanation(Explanation.NO_ROUTE, Outcome.FAILED, null);
        return Problem.reply(500, "The gateway failed. Its log says how.", why);
    }

    private static RequestGate.Line lineOf(HttpServerRequest request) {
        return new RequestGate.Line(
                request.method().name(),
                request.uri(),
                protocol(request),
                request.headers().getAll("host"),
                request.headers().getAll("transfer-encoding"));
    }

    private static String protocol(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_0 ? "1.0" : "1.1";
    }

    private static void whenGone(HttpServerRequest request, Runnable action) {
        request.response().closeHandler(gone -> action.run());
    }

    private static Body bodyOf(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        boolean chunked = request.headers().contains("transfer-encoding");
        if (!chunked && (length == null || length.equals("0"))) {
            return Body.Empty.INSTANCE;
        }
        request.pause();
        request.response().endHandler(answered -> drain(request));
        long announced = chunked || length == null ? Body.UNKNOWN : Long.parseLong(length);
        ReceivedContent content = new ReceivedContent(request, () -> refuseContent(request));
        return new Body.Arriving(content, announced, request::resume);
    }

    /** The request is counted when its own reply is found to come too late. */
    private static void refuseContent(HttpServerRequest request) {
        Reply refusal = Problem.reply(400, "The content of the request is not framed as HTTP.", MALFORMED);
        HttpServerResponse response = request.response().setStatusCode(400).putHeader("connection", "close");
        refusal.head().headers().forEach(response::putHeader);
        if (refusal.body() instanceof Body.Whole whole) {
            response.end(whole.bytes());
        }
    }

    /** Content that nobody took stands before the next request on the connection. */
    private static void drain(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(null).resume();
        }
    }

    /** What the codec could not read: its framing is lost, so the connection ends with the answer (RFC 9112 §2.2). */
    private void refuseUnread(HttpServerRequest request) {
        answering.began();
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            refuse(
                    request,
                    414,
                    "The request line is too long.",
                    wiring.nanoTime().getAsLong());
        } else if (cause instanceof TooLongHttpHeaderException) {
            refuse(
                    request,
                    431,
                    "The request head is too long.",
                    wiring.nanoTime().getAsLong());
        } else {
            refuse(request, 400, "The request is not HTTP.", wiring.nanoTime().getAsLong());
        }
    }

    private void refuse(HttpServerRequest request, int status, String why, long startedAt) {
        request.response().putHeader("connection", "close");
        replies.write(request, Problem.reply(status, why, MALFORMED), startedAt);
        distrusted.end(request.connection());
    }
}
