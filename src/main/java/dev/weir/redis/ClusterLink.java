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
import java.util.Objects;
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
    /** Replicas that are not there yet are not missed. */
    private static final Duration LATER = Duration.ofSeconds(2);

    private static final Duration ROUTINE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Context context;
    private final LinkParts parts;
    private final SlotSource source;
    private final Role role;
    private final Promise<Boolean> firstAttempt = Promise.promise();
    private final @Nullable NodeLink[] bySlot = new NodeLink[Slots.COUNT];

    private volatile Map<Endpoint, NodeLink> nodes = Map.of();
    private volatile boolean complete;
    private volatile String trouble = "";
    private volatile @Nullable Thread loop;
    private boolean asking;
    private boolean closed;
    private long timer = -1;
    private long planned;
    private int questions;
    private final int taste;

    ClusterLink(Vertx vertx, Context context, LinkParts parts, SlotSource source, Role role) {
        this.vertx = vertx;
        this.context = context;
        this.parts = parts;
        this.source = source;
        this.role = role;
        this.taste = parts.random().nextInt(1 << 16);
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
    public boolean reaches(byte[] key) {
        NodeLink link = bySlot[Slots.of(key)];
        return link != null && link.isUp();
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

    /** Never later than was planned before: commands that go astray all the time must not put it off for ever. */
    private void learnAfter(Duration delay) {
        long due = parts.nanoTime().getAsLong() + delay.toNanos();
        if (asking || closed || (timer >= 0 && planned - due <= 0)) {
            return;
        }
        vertx.cancelTimer(timer);
        planned = due;
        timer = vertx.setTimer(delay.toMillis(), now -> learn());
    }

    private void learn() {
        if (asking || closed) {
            return;
        }
        asking = true;
        vertx.cancelTimer(timer);
        timer = -1;
        // Another node each time: what one has not heard of yet another has.
        source.learn(questions++).onComplete((map, failure) -> {
            asking = false;
            if (failure == null) {
                learned(map);
            } else {
                unknown(String.valueOf(failure.getMessage()));
            }
        });
    }

    private void unknown(String why) {
        trouble = why;
        parts.news().unreachable(why);
        firstAttempt.tryComplete(false);
        learnAfter(AGAIN);
    }

    private void learned(SlotMap map) {
        if (closed) {
            return;
        }
        List<NodeLink> before = new ArrayList<>(nodes.values());
        nodes = linked(map);
        place(map);
        complete = Arrays.stream(bySlot).allMatch(Objects::nonNull);
        trouble = complete ? "" : "Redis Cluster: slots are without a " + role;
        before.removeAll(nodes.values());
        before.forEach(this::endLater);
        Future.all(nodes.values().stream().map(NodeLink::firstAttempt).toList())
                .onComplete(tried -> firstAttempt.tryComplete(isUp()));
        learnAfter(isUp() ? ROUTINE : role == Role.MASTER ? AGAIN : LATER);
    }

    private Map<Endpoint, NodeLink> linked(SlotMap map) {
        Map<Endpoint, NodeLink> linked = new LinkedHashMap<>();
        for (SlotMap.Range range : map.ranges()) {
            Endpoint server = serverOf(range);
            if (server != null && !linked.containsKey(server)) {
                NodeLink existing = nodes.get(server);
                linked.put(server, existing == null ? open(server) : existing);
            }
        }
        return linked;
    }

    /** Null where a range has no replica; the same one as long as it is there. */
    private @Nullable Endpoint serverOf(SlotMap.Range range) {
        if (role == Role.MASTER) {
            return range.master();
        }
        List<Endpoint> replicas = range.replicas();
        return replicas.isEmpty() ? null : replicas.get(taste % replicas.size());
    }

    private NodeLink open(Endpoint server) {
        Dialler dialler = new Dialler(vertx, parts, Locator.inTurn(List.of(server)), role);
        NodeLink link = new NodeLink(vertx, context, parts, dialler, this);
        link.start();
        return link;
    }

    private void place(SlotMap map) {
        Arrays.fill(bySlot, null);
        for (SlotMap.Range range : map.ranges()) {
            Endpoint server = serverOf(range);
            if (server != null) {
                Arrays.fill(bySlot, range.first(), range.last() + 1, nodes.get(server));
            }
        }
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
