package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Trace;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured origin, its servers and the connections to them, shared by every event loop of the process.
 *
 * <p>A request may be sent from any event loop; response and body arrive there. {@link Guard} decides how many
 * requests are under way at once; each counts until its content has arrived. The client's {@code Host} goes to
 * the origin as it came, since it is part of the cache key.
 */
public final class Origin {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.origin");

    private final Vertx vertx;
    private final OriginSettings settings;
    private final Servers servers;
    private final Names names;
    private final RetryBudget retryBudget;
    private final Errand.Means means;
    private final OriginObserver observer;
    private final LongSupplier nanoTime;
    private final Guard guard;
    private final String gateway;

    /** @param name of this gateway, by which it marks what it forwards (RFC 9110 §7.6.3) */
    public Origin(Vertx vertx, OriginSettings settings, OriginObserver observer, LongSupplier nanoTime, String name) {
        this.vertx = vertx;
        this.settings = settings;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.guard = new Guard(vertx, settings, nanoTime);
        this.servers = new Servers(vertx, settings, nanoTime);
        this.names = new Names(vertx, settings, servers);
        this.retryBudget = new RetryBudget(settings.resilience().retries().budget());
        this.means = new Errand.Means(vertx, nanoTime, settings, servers, this::mayAgain);
        this.gateway = name;
        if (!settings.link().tls().verify()) {
            LOG.warn(
                    "Origin {}: certificates are NOT verified (tls.verify: off); whoever is on the way reads and writes",
                    settings.name());
        }
        names.start();
    }

    /** Requests under way, until the end of their content. */
    public int inFlight() {
        return guard.inFlight();
    }

    /** Requests that wait for their turn. */
    public int queued() {
        return guard.queued();
    }

    /** Most requests at once, as the origin's response times have it now. */
    public int limit() {
        return guard.limit();
    }

    public String name() {
        return settings.name();
    }

    /** Sends a request whose answer is wanted whoever leaves; fails with nothing but {@link OriginFailure}. */
    public Future<OriginResponse> send(Asking asking) {
        return send(asking, action -> {});
    }

    /** The same for one client; see {@link #send(Asking, Consumer)}. */
    public Future<OriginResponse> send(RequestHead request, Body body, Consumer<Runnable> whenGone) {
        return send(new Asking(request, body, null), whenGone);
    }

    /**
     * Sends a request for one client; fails with nothing but {@link OriginFailure}.
     *
     * @param whenGone takes what is to be run if the client leaves before the response head is in
     */
    public Future<OriginResponse> send(Asking asking, Consumer<Runnable> whenGone) {
        return send(errand(asking), guard.enter(), whenGone);
    }

    /**
     * The same, for a client that waits no longer than the limit for the response head, nor than the origin's own.
     *
     * @param limit positive; waiting for a turn and connecting included
     */
    public Future<OriginResponse> send(Asking asking, Consumer<Runnable> whenGone, Duration limit) {
        Errand errand = errand(asking);
        Guard.Entry entry = guard.enter();
        long timer = vertx.setTimer(Math.max(1, limit.toMillis()), late -> {
            errand.end(OriginFailure.Kind.TIMED_OUT);
            entry.leaveQueue(OriginFailure.Kind.TIMED_OUT);
        });
        return send(errand, entry, whenGone).onComplete(done -> vertx.cancelTimer(timer));
    }

    /**
     * Asks for another protocol, on a connection of its own; fails with nothing but {@link OriginFailure}. What was
     * switched counts no longer as a request under way.
     *
     * @param request without content
     */
    public Future<Switch> upgrade(RequestHead request, String protocol, Consumer<Runnable> whenGone) {
        Errand errand = errand(new Asking(request, Body.Empty.INSTANCE, null), protocol);
        Guard.Entry entry = guard.enter();
        return outcome(
                errand,
                entry,
                whenGone,
                answer -> answer.isSwitched()
                        ? switched(answer, entry)
                        : new Switch.Answered(read(answer, errand, entry)));
    }

    private static Switch switched(Errand.Answer answer, Guard.Entry entry) {
        entry.answered();
        entry.leave();
        answer.switched();
        HttpClientResponse response = answer.response();
        return new Switch.Switched(headOf(answer), response.netSocket().pause());
    }

    private Errand errand(Asking asking) {
        return errand(asking, null);
    }

    private Errand errand(Asking asking, @Nullable String upgrade) {
        RequestHead request = asking.request();
        RequestHead client = request.followedBy(request.trace().begin(Trace.Step.ORIGIN));
        retryBudget.earn();
        return new Errand(means, new Question(client, marked(client), asking.body(), upgrade), asking);
    }

    private boolean mayAgain() {
        boolean granted = retryBudget.spend();
        observer.again(settings.name(), granted);
        return granted;
    }

    private Future<OriginResponse> send(Errand errand, Guard.Entry entry, Consumer<Runnable> whenGone) {
        return outcome(errand, entry, whenGone, answer -> read(answer, errand, entry));
    }

    private <T> Future<T> outcome(
            Errand errand, Guard.Entry entry, Consumer<Runnable> whenGone, Function<Errand.Answer, T> read) {
        long askedAt = nanoTime.getAsLong();
        whenGone.accept(() -> {
            errand.end(OriginFailure.Kind.ABANDONED);
            entry.leaveQueue(OriginFailure.Kind.ABANDONED);
        });
        return entry.admitted()
                .compose(admitted -> errand.run())
                .onFailure(cause -> entry.leave())
                .onSuccess(answer -> answered(answer.response().statusCode(), errand, askedAt))
                .onFailure(cause -> failed(((OriginFailure) cause).kind(), errand, askedAt))
                .map(read);
    }

    /** Names the version in which the request was received, after the marks of those before. */
    private RequestHead marked(RequestHead request) {
        RequestHead changed = request.onward().asked(request);
        FieldLines fields = FieldLines.builder()
                .addAll(changed.headers())
                .add("Via", request.protocol() + ' ' + gateway)
                .build();
        return changed.with(request.method(), request.trace().carriedBy(fields));
    }

    /** Its servers, as they do. */
    public List<ServerStatus> servers() {
        return servers.all().stream().map(ServerStatus::of).toList();
    }

    /** How many of its servers are so. */
    public long servers(ServerStatus.State state) {
        return servers.count(state);
    }

    /** Asks and checks nobody any more, and lets what is under way come to its end, within a limit. */
    public Future<Void> drain(Duration limit) {
        return names.close().eventually(() -> servers.drain(limit));
    }

    /** Ends what is under way, and sends nothing more. */
    public Future<Void> close() {
        return names.close().eventually(servers::close);
    }

    private OriginResponse read(Errand.Answer answer, Errand errand, Guard.Entry entry) {
        entry.answered();
        HttpClientResponse response = answer.response();
        ResponseHead head = headOf(answer);
        ArrivingContent content =
                new ArrivingContent(vertx, response, patience(head, answer, errand), nanoTime, failure -> {
                    answer.over(failure);
                    entry.leave();
                });
        boolean none = head.forbidsContent()
                || HttpMethod.HEAD.equals(response.request().getMethod());
        if (none) {
            content.resume();
            return new OriginResponse(head, Body.Empty.INSTANCE, true);
        }
        Runnable cancel = () -> response.request().reset();
        long length = contentLength(response);
        boolean delimited = length != Body.UNKNOWN
                || response.version() == HttpVersion.HTTP_2
                || head.headers().contains("transfer-encoding");
        Body body = new Body.Arriving(content, length, cancel, () -> linesOf(response.trailers()));
        return new OriginResponse(head, body, delimited);
    }

    private ArrivingContent.Patience patience(ResponseHead head, Errand.Answer answer, Errand errand) {
        return head.isStream()
                ? new ArrivingContent.Patience(answer.attempt().quiet(), null)
                : settings.times().patience(errand.took());
    }

    private static ResponseHead headOf(Errand.Answer answer) {
        HttpClientResponse response = answer.response();
        return answer.attempt().turnedBack(new ResponseHead(response.statusCode(), linesOf(response.headers())));
    }

    static FieldLines linesOf(MultiMap map) {
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

    private void answered(int status, Errand errand, long sentAt) {
        observer.answered(settings.name(), status, since(sentAt));
        errand.step().tell("weir.origin", settings.name());
        errand.step().end(Integer.toString(status));
    }

    private void failed(OriginFailure.Kind kind, Errand errand, long sentAt) {
        observer.failed(settings.name(), kind, since(sentAt));
        errand.step().tell("weir.origin", settings.name());
        errand.step().fail(kind.name().toLowerCase(Locale.ROOT));
    }

    private Duration since(long sentAt) {
        return Duration.ofNanos(nanoTime.getAsLong() - sentAt);
    }
}
