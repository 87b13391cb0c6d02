package dev.weir.redis;

import dev.weir.invalidation.Filing;
import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.Membership;
import dev.weir.invalidation.PurgeIndex;
import dev.weir.invalidation.PurgeLog;
import dev.weir.invalidation.PurgeObserver;
import dev.weir.invalidation.Tail;
import dev.weir.message.Fence;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The purge log of a fleet in Redis, as one gateway has part in it: it follows the log on one connection, and writes to it
 * on another, since the first mostly waits.
 *
 * <p>One a process. Methods may be called on any event loop.
 */
public final class FleetLog implements Tail {
    /**
     * One gateway of a fleet.
     *
     * @param node its name, one a process
     */
    public record Place(String namespace, String node, FleetSettings settings) {}

    /** What entries of the log are applied to, and who sees it. */
    public record Target(PurgeIndex index, Membership membership, Filing filing, PurgeObserver observer) {}

    /** One gateway of the fleet, as far as this one has seen. */
    public record Member(String node, long applied, boolean detached) {}

    /** A reader whose response is newer than what is known here waits no longer for the tail. */
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    private static final Duration FIRST_CATCH_UP = Duration.ofSeconds(2);
    private static final Duration CLEANING = Duration.ofSeconds(30);

    private record Waiting(Fence fence, Promise<Boolean> reached) {}

    private final Fleet fleet;
    private final NodeLink tailLink;
    private final RedisLink writeLink;
    private final LogLink writing;
    private final LogTail tail;
    private final RedisPurgeLog log;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean checked;
    private volatile List<Member> members = List.of();

    private FleetLog(Fleet fleet) {
        this.fleet = fleet;
        this.tailLink = tailLink();
        Duration forReplicas = fleet.settings().purgeReplicas() > 0 ? RedisPurgeLog.REPLICAS : Duration.ZERO;
        this.writeLink = Topologies.link(fleet.vertx(), fleet.context(), parts(forReplicas, this::writable));
        this.writing = new LogLink(writeLink, fleet.keys(), fleet.links().nanoTime());
        this.tail = new LogTail(
                fleet, new LogLink(tailLink, fleet.keys(), fleet.links().nanoTime()));
        this.log = new RedisPurgeLog(fleet, writeLink, writing);
        fleet.onChange(this::changed);
    }

    /**
     * Joins in the background, and again whenever the connection or the log is lost.
     *
     * @param inbox where other gateways tell this one how far they are
     */
    public static FleetLog open(Context context, LinkParts links, Place place, Target target, Inbox inbox) {
        Vertx vertx = context.owner();
        FleetLog opened = new FleetLog(new Fleet(vertx, context, links, place, target));
        inbox.onAcknowledged(opened::acknowledged);
        opened.tailLink.start();
        opened.writeLink.start();
        vertx.setPeriodic(CLEANING.toMillis(), again -> opened.clean());
        return opened;
    }

    private LinkParts parts(Duration patience, UpListener.Told told) {
        LinkParts parts = fleet.links();
        return parts.patient(patience, new UpListener(parts.observer(), told));
    }

    /** To the one server that has the log. */
    private NodeLink tailLink() {
        LinkParts parts = parts(LogTail.BLOCK, this::up);
        Dialler dialler = Dialler.toMaster(fleet.vertx(), parts, fleet.keys().slot());
        return new NodeLink(fleet.vertx(), fleet.context(), parts, dialler, new NodeLink.Listener() {
            @Override
            public void lost() {}

            @Override
            public void moved() {
                tailLink.dialAnew();
            }
        });
    }

    private void up(boolean up) {
        if (up) {
            tail.join();
        }
    }

    private void writable(boolean up) {
        if (up && !checked) {
            checked = true;
            new StartChecks(writeLink, fleet.links(), fleet.settings().forwards())
                    .run(fleet.keys().slot());
        }
    }

    /** Completes when the log was first read to its end, or that cannot be had soon; never fails. */
    public Future<Boolean> firstCatchUp() {
        Promise<Boolean> attempted = Promise.promise();
        tail.caughtUp().onSuccess(done -> attempted.tryComplete(true));
        tailLink.firstAttempt().onSuccess(up -> {
            if (!up) {
                attempted.tryComplete(false);
            }
        });
        fleet.later(FIRST_CATCH_UP, () -> attempted.tryComplete(false));
        return attempted.future();
    }

    public PurgeLog log() {
        return log;
    }

    /** The fleet as it was last seen, this gateway included. */
    public List<Member> members() {
        return members;
    }

    private void acknowledged(String text) {
        int space = text.indexOf(' ');
        String number = text.substring(space + 1);
        if (space > 0 && number.matches("[0-9]{1,18}")) {
            fleet.acknowledged(text.substring(0, space), Long.parseLong(number));
        }
    }

    private void changed() {
        members = fleet.roster().nodes().stream()
                .map(node -> new Member(
                        node, fleet.roster().appliedBy(node), fleet.roster().isDetached(node)))
                .toList();
        waiting.removeIf(reader -> isApplied(reader.fence()) && reader.reached().tryComplete(true));
    }

    private boolean isApplied(Fence fence) {
        return fleet.index().applied().position() >= fence.position();
    }

    @Override
    public Future<Boolean> reaches(Fence fence) {
        if (isApplied(fence)) {
            return Future.succeededFuture(true);
        }
        if (!fleet.membership().isMember(fleet.now())) {
            return Future.succeededFuture(false);
        }
        Context caller = fleet.vertx().getOrCreateContext();
        Promise<Boolean> told = Promise.promise();
        fleet.context()
                .runOnContext(here ->
                        await(fence).onSuccess(reached -> caller.runOnContext(there -> told.complete(reached))));
        return told.future();
    }

    private Future<Boolean> await(Fence fence) {
        Waiting reader = new Waiting(fence, Promise.promise());
        waiting.add(reader);
        long limit = fleet.later(BRIEFLY, () -> {
            waiting.remove(reader);
            reader.reached().tryComplete(isApplied(fence));
        });
        reader.reached().future().onComplete(told -> fleet.vertx().cancelTimer(limit));
        changed();
        return reader.reached().future();
    }

    /** Removes from the table of nodes what no gateway has renewed for long. */
    private void clean() {
        List<String> changes = new ArrayList<>();
        fleet.roster().abandoned().forEach((node, entry) -> changes.addAll(List.of(node, entry, "")));
        if (!changes.isEmpty()) {
            writing.leave(changes);
        }
    }

    /** To be called after the last response: who waits for a purge then no longer waits for this gateway. */
    public Future<Void> leave() {
        Promise<Void> left = Promise.promise();
        fleet.context().runOnContext(here -> {
            tail.close();
            writing.leave(List.of(fleet.node(), "", tail.farewell()))
                    .eventually(tailLink::close)
                    .eventually(writeLink::close)
                    .onComplete(done -> left.complete());
        });
        return left.future();
    }
}
