package dev.weir.http;

import dev.weir.exchange.ClientRequest;
import dev.weir.exchange.Exchange;
import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import dev.weir.exchange.Problem;
import dev.weir.exchange.PurgeRequests;
import dev.weir.exchange.Reply;
import dev.weir.http.EdgeObserver.Refusal;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.message.Trace;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
     * @param tracer who follows requests, or null
     * @param tunnels counts those that are open, on all event loops
     */
    public record Wiring(
            Vertx vertx,
            Exchange exchange,
            PurgeRequests purges,
            ExchangeObserver observer,
            Supplier<@Nullable AccessObserver> access,
            @Nullable RequestTracer tracer,
            AtomicInteger tunnels,
            LongSupplier nanoTime) {}

    /** What the servers of all event loops share. */
    public record Edge(Doors doors, @Nullable CertificateKeeper certificates, Admission admission) {
        /** Fails with {@link BadCertificate} where one cannot be used. */
        public static Future<Edge> open(
                Vertx vertx, ListenSettings settings, Doors doors, EdgeObserver observer, LongSupplier nanoTime) {
            Admission admission = new Admission(settings, observer, nanoTime);
            return settings.tls() == null
                    ? Future.succeededFuture(new Edge(doors, null, admission))
                    : CertificateKeeper.open(vertx, settings.tls(), observer)
                            .map(opened -> new Edge(doors, opened, admission));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final String EXPECTATION = "Expected 100-continue in Expect, or no such field.";
    private static final Explanation MALFORMED = new Explanation(Explanation.NO_ROUTE, Outcome.REFUSED, null);

    /** The ports that clients reach; 0 where there is none of the kind. */
    public record Ports(int plain, int tls) {
        /** An address for each of them, that of clear text first. */
        public List<String> addresses(String host) {
            return Stream.of("http://" + host + ':' + plain, "https://" + host + ':' + tls)
                    .filter(address -> !address.endsWith(":0"))
                    .toList();
        }
    }

    private final Wiring wiring;
    private final @Nullable Listener plain;
    private final @Nullable Listener tls;
    private final Answering answering;
    private final ReplyWriter replies;
    private Purgers purgers;
    private Senders senders;
    private final Admission admission;
    private final Departure departure;
    private final Distrusted distrusted = new Distrusted();

    public GatewayServer(Wiring wiring, ListenSettings settings, Edge edge) {
        this.wiring = wiring;
        this.purgers = new Purgers(settings.peers().purgeFrom());
        this.senders = new Senders(settings.peers().forwarded());
        this.answering = new Answering(wiring.observer());
        this.replies = new ReplyWriter(answering, new Tunnels(wiring, answering), wiring);
        this.admission = edge.admission();
        admission.counts(answering);
        this.departure = new Departure(answering);
        this.plain = settings.hasPlainPort() ? Listener.plain(wiring.vertx(), settings, edge, handlers("http")) : null;
        this.tls = edge.certificates() == null
                ? null
                : Listener.tls(wiring.vertx(), settings, edge, edge.certificates(), handlers("https"));
    }

    /** The scheme is told by the port: asking each request's connection for it would cost a hit. */
    private Listener.Handlers handlers(String scheme) {
        return new Listener.Handlers(this::connected, request -> accept(request, scheme), this::refuseUnread);
    }

    private void connected(HttpConnection connection) {
        StrictRequestDecoder.addTo(connection, admission.limits().heads());
        departure.connected(connection);
    }

    /** Others are believed, and may purge, from the next request on. On its event loop. */
    public void heed(ListenSettings.Peers peers) {
        purgers = new Purgers(peers.purgeFrom());
        senders = new Senders(peers.forwarded());
    }

    /** Completes with the ports. */
    public Future<Ports> start() {
        return started(plain).compose(first -> started(tls).map(second -> new Ports(first, second)));
    }

    private static Future<Integer> started(@Nullable Listener listener) {
        return listener == null ? Future.succeededFuture(0) : listener.start();
    }

    /** New connections get these certificates; those that stand go on. */
    public void greetWith(ServerSSLOptions options) {
        if (tls != null) {
            tls.greetWith(options);
        }
    }

    /** Completes when those who are being answered have their answers, or at the limit; they are told to connect elsewhere. */
    public Future<Void> drain(Duration limit) {
        return departure.begin(wiring.vertx(), limit, () -> admission.connections() == 0);
    }

    public Future<Void> stop() {
        return stopped(plain).eventually(() -> stopped(tls));
    }

    private static Future<Void> stopped(@Nullable Listener listener) {
        return listener == null ? Future.succeededFuture() : listener.stop();
    }

    private void accept(HttpServerRequest request, String scheme) {
        if (distrusted.contains(request.connection())) {
            return;
        }
        long startedAt = wiring.nanoTime().getAsLong();
        answering.began();
        boolean multiplexed = request.version() == HttpVersion.HTTP_2;
        if (answering.isDraining() && !multiplexed) {
            departure.tell(request);
        }
        RequestGate.Verdict verdict =
                Incoming.check(request, scheme, admission.limits().heads());
        if (verdict.target() == null && verdict.equals(StreamGate.TOO_MANY_FIELDS)) {
            refuse(request, Refusal.LONG_HEAD, startedAt);
            return;
        }
        if (verdict.target() == null) {
            refuse(request, 400, verdict.refusal() == null ? "" : verdict.refusal(), startedAt);
            return;
        }
        if (request.uri().length() > admission.limits().heads().target()) {
            refuse(request, Refusal.LONG_TARGET, startedAt);
            return;
        }
        TargetUri target = senders.asClientAsked(request, verdict.target());
        RequestHead head = new RequestHead(
                request.method().name(),
                target,
                new RequestFields(request, target, senders),
                Incoming.protocol(request),
                wiring.exchange().position());
        RequestTracer tracer = wiring.tracer();
        if (tracer == null) {
            serve(request, head, replies, startedAt);
        } else {
            Trace trace = tracer.begin(head);
            serve(request, head.followedBy(trace), replies.following(tracer, trace), startedAt);
        }
    }

    private void serve(HttpServerRequest request, RequestHead head, ReplyWriter writer, long startedAt) {
        Reply near = near(head);
        if (near != null) {
            writer.write(request, near, startedAt);
            return;
        }
        if (Incoming.isUnmeetable(request)) {
            refuse(request, writer, Problem.reply(417, EXPECTATION, MALFORMED), startedAt);
            return;
        }
        if (!admission.hasRoom()) {
            admission.observer().refused(Refusal.REQUESTS);
            replies.write(request, Problem.reply(503, "The gateway is busy.", MALFORMED), startedAt);
            return;
        }
        RequestHead hinted = head.hinting(HintWriter.to(request));
        answer(
                        new ClientRequest(
                                hinted,
                                Incoming.body(request, admission),
                                action -> Incoming.whenGone(request, action)),
                        request.remoteAddress())
                .onSuccess(reply -> writer.write(request, reply, startedAt))
                .onFailure(bug -> writer.write(request, broken(bug), startedAt));
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

    /** What the codec could not read: its framing is lost, so the connection ends with the answer (RFC 9112 §2.2). */
    private void refuseUnread(HttpServerRequest request) {
        answering.began();
        long startedAt = wiring.nanoTime().getAsLong();
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            refuse(request, Refusal.LONG_TARGET, startedAt);
        } else if (cause instanceof TooLongHttpHeaderException) {
            refuse(request, Refusal.LONG_HEAD, startedAt);
        } else {
            refuse(request, 400, "The request is not HTTP.", startedAt);
        }
    }

    private void refuse(HttpServerRequest request, Refusal tooLong, long startedAt) {
        admission.observer().refused(tooLong);
        if (tooLong == Refusal.LONG_TARGET) {
            refuse(request, 414, "The request line is too long.", startedAt);
        } else {
            refuse(request, 431, "The request head is too long.", startedAt);
        }
    }

    private void refuse(HttpServerRequest request, int status, String why, long startedAt) {
        refuse(request, replies, Problem.reply(status, why, MALFORMED), startedAt);
    }

    private void refuse(HttpServerRequest request, ReplyWriter writer, Reply refusal, long startedAt) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("connection", "close");
        }
        writer.write(request, refusal, startedAt);
        distrusted.end(request.connection());
    }
}
