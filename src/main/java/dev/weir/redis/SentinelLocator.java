package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Sentinels, one after the other, at every attempt anew: nothing about the master is remembered that a failover
 * could make wrong.
 */
final class SentinelLocator implements Locator {
    private final Dialler sentinels;
    private final RedisSettings settings;
    private final Role wanted;

    /** @param wanted the master, or one of its replicas, another one at each attempt */
    SentinelLocator(Vertx vertx, LinkParts parts, List<Endpoint> sentinels, Role wanted) {
        this.sentinels = new Dialler(vertx, parts.unobserved(), Locator.inTurn(sentinels), Role.ANY);
        this.settings = parts.settings();
        this.wanted = wanted;
    }

    @Override
    public Future<Endpoint> locate(int attempt) {
        String question = wanted == Role.REPLICA ? "REPLICAS" : "GET-MASTER-ADDR-BY-NAME";
        Request request = Request.cmd(Command.SENTINEL)
                .arg(question)
                .arg(settings.access().masterName());
        return sentinels.ask(attempt, request).compose(answer -> {
            Endpoint found = read(answer.from(), answer.reply(), attempt);
            return found != null ? Future.succeededFuture(found) : Future.failedFuture(unknown(answer.from()));
        });
    }

    private @Nullable Endpoint read(Endpoint sentinel, @Nullable Response reply, int attempt) {
        if (reply == null) {
            return null;
        }
        if (wanted == Role.MASTER) {
            return server(sentinel, reply.get(0), reply.get(1));
        }
        List<Endpoint> healthy = new ArrayList<>();
        reply.forEach(replica -> {
            if (!String.valueOf(replica.get("flags")).contains("down")) {
                healthy.add(server(sentinel, replica.get("ip"), replica.get("port")));
            }
        });
        return healthy.isEmpty() ? null : healthy.get(attempt % healthy.size());
    }

    /** The Sentinels' own user is none of the servers', unless no other is configured. */
    private Endpoint server(Endpoint sentinel, Response host, Response port) {
        Credentials own =
                new Credentials(settings.access().user(), settings.access().password());
        return sentinel.at(host.toString(), port.toInteger()).as(own.or(sentinel.credentials()));
    }

    private DialFailure unknown(Endpoint sentinel) {
        return new DialFailure("Sentinel at " + sentinel
                + (wanted == Role.REPLICA ? ": names no replica of " : ": knows no master of the name ")
                + settings.access().masterName());
    }
}
