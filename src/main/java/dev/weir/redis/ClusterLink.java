package dev.weir.redis;

import dev.weir.redis.CommandObserver.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Redis Cluster as one link: a {@link NodeLink} for each master, and the map that tells which of them holds a key.
 *
 * <p>One connection a master keeps what one connection to one server has: replies in order, so that the oldest command
 * tells for all; and a master that hangs or dies costs its own slots and no others. The client library's own Cluster mode
 * has neither, and mixes up replies where slots move. What is answered {@code MOVED} or {@code ASK} is a miss.
 *
 * <p>The map is asked for again when a command was sent to the wrong master, when a link is lost, and until every slot
 * has a link that is up. A new map takes over the links that it shares with the old one; links of masters that are gone
 * end after what was under way on them.
 */
final class ClusterLink implements RedisLink, NodeLink.Listener {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final Duration ROUTINE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Context context;
    private final LinkParts parts;
    private final SlotSource source;
    private final Promise<Boolean> firstAttempt = Promise.promise();
    private final @Nullable NodeLink[] bySlot = new NodeLink[Slots.COUNT];

    private volatile Map<Endpoint, NodeLink> nodes = Map.of();
    private volatile boolean complete;
    private volatile String trouble = "";
    private volatile @Nullable Thread loop;
    private boolean asking;
    private boolean closed;
    private long timer = -1;
    private int failures;

    ClusterLink(Vertx vertx, Context context, LinkParts parts, SlotSource source) {
        this.vertx = vertx;
        this.context = context;
        this.parts = parts;
        this.source = source;
    }

    @Override
    public void start() {
        context.runOnContext(v -> {
            loop = Thread.currentThread();
            learn();
        });
    }

    @Override
    public boolean isOnLoop() {
        return Thread.currentThread() == loop;
    }

    @Override
    public boolean isUp() {
        return complete && nodes.values().stream().allMatch(NodeLink::isUp);
    }

    @Override
    public String trouble() {
        return nodes.values().stream()
                .map(NodeLink::trouble)
                .filter(told -> !told.isEmpty())
                .findFirst()
                .orElse(trouble);
    }

    @Override
    public Future<Boolean> firstAttempt() {
        return firstAttempt.future();
    }

    @Override
    public Future<Response> send(RedisCommand command, byte[] key, Request request) {
        NodeLink link = bySlot[Slots.of(key)];
        if (link == null) {
            parts.observer().completed(command, Outcome.UNAVAILABLE, 0);
            return LinkFailure.DOWN;
        }
        return link.send(command, key, request);
    }

    @Override
    public void lost() {
        learnAfter(SOON);
    }

    @Override
    public void moved() {
        learnAfter(SOON);
    }

    private void learnAfter(Duration delay) {
        if (!asking && !closed) {
            vertx.cancelTimer(timer);
            timer = vertx.setTimer(delay.toMillis(), due -> learn());
        }
    }

    private void learn() {
        if (asking || closed) {
            return;
        }
        asking = true;
        source.learn(failures).onComplete((map, failure) -> {
            asking = false;
            if (failure == null) {
                learned(map);
            } else {
                unknown(String.valueOf(failure.getMessage()));
            }
        });
    }

    private void unknown(String why) {
        failures++;
        trouble = why;
        parts.news().bad("cluster", why + "; trying again");
        firstAttempt.tryComplete(false);
        learnAfter(AGAIN);
    }

    private void learned(SlotMap map) {
        if (closed) {
            return;
        }
        boolean whole = map.isComplete();
        trouble = whole ? "" : "Redis Cluster: slots are without a master";
        List<NodeLink> before = new ArrayList<>(nodes.values());
        nodes = linked(map);
        place(map);
        complete = whole;
        before.removeAll(nodes.values());
        before.forEach(this::endLater);
        Future.all(nodes.values().stream().map(NodeLink::firstAttempt).toList())
                .onComplete(tried -> firstAttempt.tryComplete(isUp()));
        failures = isUp() ? 0 : failures + 1; // a node that is behind the others is not asked twice in a row
        learnAfter(isUp() ? ROUTINE : AGAIN);
    }

    private Map<Endpoint, NodeLink> linked(SlotMap map) {
        Map<Endpoint, NodeLink> linked = new LinkedHashMap<>();
        map.masters().forEach(master -> {
            NodeLink existing = nodes.get(master);
            linked.put(master, existing == null ? open(master) : existing);
        });
        return linked;
    }

    private NodeLink open(Endpoint master) {
        Dialler dialler = new Dialler(vertx, parts, Locator.inTurn(List.of(master)), Role.MASTER);
        NodeLink link = new NodeLink(vertx, context, parts, dialler, this);
        link.start();
        return link;
    }

    private void place(SlotMap map) {
        Arrays.fill(bySlot, null);
        map.ranges().forEach(range -> Arrays.fill(bySlot, range.first(), range.last() + 1, nodes.get(range.master())));
    }

    private void endLater(NodeLink gone) {
        vertx.setTimer(parts.settings().commandTimeout().toMillis(), over -> gone.close());
    }

    @Override
    public Future<Void> close() {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(now -> {
            closed = true;
            vertx.cancelTimer(timer);
            firstAttempt.tryComplete(false);
            Future.join(nodes.values().stream().map(NodeLink::close).toList())
                    .<Void>mapEmpty()
                    .onComplete(ended);
        });
        return ended.future();
    }
}
