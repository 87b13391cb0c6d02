package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        return nodes.dial(attempt).compose(line -> ask(line).eventually(line::close));
    }

    private Future<SlotMap> ask(Line line) {
        return line.connection()
                .send(Request.cmd(Command.CLUSTER).arg("SLOTS"))
                .map(reply -> SlotMap.read(reply, line.endpoint()))
                .onSuccess(this::remember)
                .transform((map, failure) ->
                        failure == null ? Future.succeededFuture(map) : Future.failedFuture(refused(line, failure)));
    }

    private void remember(SlotMap map) {
        known = Stream.concat(map.nodes().stream(), configured.stream())
                .distinct()
                .toList();
    }

    private static DialFailure refused(Line line, @Nullable Throwable failure) {
        boolean disabled = String.valueOf(failure).contains("cluster support disabled");
        return disabled
                ? new DialFailure("Redis at " + line.endpoint() + ": is no node of a Cluster")
                : DialFailure.of(line.endpoint(), failure == null ? new DialFailure("no reply") : failure);
    }
}
