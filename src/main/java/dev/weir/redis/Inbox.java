package dev.weir.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where other gateways of the fleet tell this one how the fills went that it waits for: one channel, on a connection that
 * carries nothing else, since the client gives the reply of a command to whatever message comes first.
 *
 * <p>The one sign of life of such a connection is a message. So the inbox sends itself one every {@link #BEAT}, over a
 * data connection, and takes the subscription for lost when none came for three of them, unless it may not send any.
 * Whenever it is back, all who wait look for themselves: a message may have been missed.
 *
 * <p>One a process; its methods may be called by any thread.
 */
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SILENCE = BEAT.multipliedBy(3);
    private static final Duration FIRST_DELAY = Duration.ofMillis(20);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
    private static final String HEARTBEAT = ".";
    private static final String RIGHT = "inbox right";

    /** Begins a message that says how far a gateway has applied the purge log; no key of a lease begins so. */
    static final String ACKNOWLEDGED = "!";

    private final Vertx vertx;
    private final Context context;
    private final LinkParts parts;
    private final Dialler dialler;
    private final Backoff backoff;
    private final RedisLink heart;
    private final String node;
    private final String channel;
    private final String channels;
    private final Waiters waiters = new Waiters();
    private final Promise<Void> firstSubscription = Promise.promise();

    private @Nullable Line line;
    private long attempt;
    private int failures;
    private long heardAt;
    private boolean forbidden;
    private boolean mute;
    private boolean closed;
    private volatile Consumer<String> acknowledgements = nobody -> {};

    private Inbox(Vertx vertx, Context context, String namespace, String node, LinkParts parts) {
        this.vertx = vertx;
        this.context = context;
        this.parts = parts;
        this.dialler = Dialler.toSubscribe(vertx, parts);
        this.backoff = new Backoff(FIRST_DELAY, LONGEST_DELAY, parts.random());
        this.heart = Topologies.link(vertx, context, parts.unobserved());
        this.node = node;
        this.channel = "weir:" + namespace + ":in:" + node;
        this.channels = "weir:" + namespace + ":in:*";
    }

    /** Subscribes in the background, and again whenever the connection is lost. */
    public static Inbox open(Vertx vertx, Context context, String namespace, String node, LinkParts parts) {
        Inbox inbox = new Inbox(vertx, context, namespace, node, parts);
        inbox.heart.start();
        context.runOnContext(now -> {
            inbox.heardAt = parts.nanoTime().getAsLong();
            inbox.subscribe();
            vertx.setPeriodic(BEAT.toMillis(), beat -> inbox.beat());
        });
        return inbox;
    }

    /** Completes when the first subscription is acknowledged. */
    public Future<Void> ready() {
        return firstSubscription.future();
    }

    String node() {
        return node;
    }

    String channel() {
        return channel;
    }

    Waiters waiters() {
        return waiters;
    }

    private void subscribe() {
        if (closed) {
            return;
        }
        long mine = ++attempt;
        dialler.dial(failures)
                .onSuccess(line -> listen(mine, line))
                .onFailure(failure -> lost(mine, String.valueOf(failure.getMessage())));
    }

    /** The reply to SUBSCRIBE comes as a message, not as the reply to the command, and so does its refusal. */
    private void listen(long mine, Line subscribing) {
        if (closed || mine != attempt) {
            subscribing.close();
            return;
        }
        line = subscribing;
        RedisConnection connection = subscribing.connection();
        connection.handler(message -> heard(mine, subscribing.endpoint(), message));
        connection.endHandler(end -> lost(mine, "connection closed"));
        connection.exceptionHandler(failure -> lost(mine, ErrorReply.describe(failure)));
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
                .onFailure(failure -> lost(mine, ErrorReply.describe(failure)));
    }

    private void refused(long mine, Endpoint endpoint, Throwable refusal) {
        if (ErrorReply.is(refusal, "NOPERM")) {
            parts.news().bad(RIGHT, ChannelRight.missing(endpoint, refusal, channels));
            forbidden = true;
        }
        lost(mine, ErrorReply.describe(refusal));
    }

    private void heard(long mine, Endpoint endpoint, Response message) {
        if (message instanceof Throwable refusal) {
            refused(mine, endpoint, refusal);
            return;
        }
        if (mine != attempt || message.size() < 3) {
            return;
        }
        heardAt = parts.nanoTime().getAsLong();
        switch (message.get(0).toString()) {
            case "subscribe" -> subscribed();
            case "message" -> tell(message.get(2).toString());
            default -> {}
        }
    }

    private void subscribed() {
        failures = 0;
        if (forbidden) {
            forbidden = false;
            parts.news().good(RIGHT, "Redis: the user may subscribe to " + channels + " by now");
        }
        firstSubscription.tryComplete();
        waiters.recheck();
    }

    private void tell(String text) {
        if (text.startsWith(ACKNOWLEDGED)) {
            acknowledgements.accept(text.substring(ACKNOWLEDGED.length()));
        } else if (!text.equals(HEARTBEAT)) {
            waiters.tell(text);
        }
    }

    /** Who is told how far other gateways have applied the purge log, on this inbox's event loop. */
    void onAcknowledged(Consumer<String> told) {
        acknowledgements = told;
    }

    private void beat() {
        if (closed) {
            return;
        }
        heart.send(
                        RedisCommand.PUBLISH,
                        channel.getBytes(UTF_8),
                        Request.cmd(Command.PUBLISH).arg(channel).arg(HEARTBEAT))
                .onComplete((reply, failure) -> mute = failure != null && ErrorReply.is(failure, "NOPERM"));
        if (line != null && !mute && parts.nanoTime().getAsLong() - heardAt > SILENCE.toNanos()) {
            lost(attempt, "silent");
        }
    }

    private void lost(long mine, String why) {
        if (mine != attempt || closed) {
            return;
        }
        if (failures == 0 && !forbidden) {
            LOG.warn("Redis: subscription lost: {}; subscribing again", why);
        }
        attempt++; // whatever still comes of this one is late
        closeLine();
        heardAt = parts.nanoTime().getAsLong();
        vertx.setTimer(backoff.delay(failures++).toMillis(), timer -> subscribe());
    }

    private Future<Void> closeLine() {
        Line last = line;
        line = null;
        return last == null ? Future.succeededFuture() : last.close();
    }

    /** Ends the subscription; who still waits is left to its own time limit. */
    public Future<Void> close() {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(now -> {
            closed = true;
            closeLine().eventually(heart::close).onComplete(ended);
        });
        return ended.future();
    }
}
