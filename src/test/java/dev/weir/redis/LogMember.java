package dev.weir.redis;

import dev.weir.invalidation.Filing;
import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.Membership;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeIndex;
import dev.weir.invalidation.PurgeObserver;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.testing.Async;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** One member of a fleet, without a data plane, on an event loop of its own. */
final class LogMember implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final String node;
    final PurgeIndex index = new PurgeIndex(1, 2, Filing.TO_THE_LETTER);
    final Membership membership = new Membership(System.nanoTime());
    final FleetLog log;
    final Inbox inbox;
    private final Context context;
    private final Promise<Void> released = Promise.promise();
    private final Vertx vertx = Vertx.vertx();

    LogMember(String node, RedisSettings redis, FleetSettings fleet) {
        this.node = node;
        context = ((VertxInternal) vertx).createEventLoopContext();
        LinkParts parts = new LinkParts(
                redis, CommandObserver.NONE, new ServerClock(InstantSource.system()), System::nanoTime, new Random(7));
        inbox = Inbox.open(vertx, context, "test", node, parts);
        FleetLog.Target target = new FleetLog.Target(index, membership, Filing.TO_THE_LETTER, PurgeObserver.NONE);
        log = FleetLog.open(context, parts, new FleetLog.Place("test", node, fleet), target, inbox);
    }

    /** One that has joined. */
    static LogMember joined(String node, RedisSettings redis, FleetSettings fleet) {
        LogMember member = new LogMember(node, redis, fleet);
        Async.await(member.log.firstCatchUp());
        Async.until(member::isMember, node + " joins");
        Async.await(member.inbox.ready());
        return member;
    }

    static LogMember joined(String node, RedisSettings redis) {
        return joined(node, redis, FleetSettings.STANDARD);
    }

    boolean isMember() {
        return membership.isMember(System.nanoTime());
    }

    long applied() {
        return index.applied().position();
    }

    PurgeOutcome append(Subject... subjects) {
        return append(PATIENCE, subjects);
    }

    PurgeOutcome append(Duration patience, Subject... subjects) {
        return Async.await(order(patience, subjects));
    }

    Future<PurgeOutcome> order(Subject... subjects) {
        return order(PATIENCE, subjects);
    }

    private Future<PurgeOutcome> order(Duration patience, Subject... subjects) {
        return log.log().append(new Purge(List.of(subjects), false), true, patience);
    }

    PurgeOutcome.Appended confirmed(Subject... subjects) {
        return (PurgeOutcome.Appended) append(subjects);
    }

    /** Its event loop stands still until {@link #goOn}. */
    void hang() {
        CountDownLatch standing = new CountDownLatch(1);
        context.runOnContext(now -> {
            standing.countDown();
            Async.await(released.future());
        });
        try {
            standing.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void goOn() {
        released.complete();
    }

    void leave() {
        Async.await(log.leave());
    }

    @Override
    public void close() {
        Async.await(log.leave());
        Async.await(inbox.close());
        Async.await(vertx.close());
    }
}
