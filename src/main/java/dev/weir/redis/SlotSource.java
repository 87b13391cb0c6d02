package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks the nodes of a Cluster who holds which slots: those configured, and those heard of since. Each question has a
 * connection of its own, so that a node that hangs delays one attempt and nothing else.
 */
final class SlotSource {
    private final List<Endpoint> configured;
    private final Dialler nodes;
    private volatile List<Endpoint> known;

    SlotSource(Vertx vertx, LinkParts parts, List<Endpoint> configured) {
        this.configured = configured;
        this.known = configured;
        this.nodes = new Dialler(
                vertx,
                parts.unobserved(),
                attempt -> Future.succeededFuture(known.get(attempt % known.size())),
                Role.ANY);
    }

    /** Fails with {@link DialFailure}. */
    Future<SlotMap> learn(int attempt) {
        return nodes.ask(attempt, Request.cmd(Command.CLUSTER).arg("SLOTS"))
                .map(answer -> answer.reply() == null ? SlotMap.EMPTY : SlotMap.read(answer.reply(), answer.from()))
                .onSuccess(this::remember);
    }

    private void remember(SlotMap map) {
        known = Stream.concat(map.nodes().stream(), configured.stream())
                .distinct()
                .toList();
    }
}
