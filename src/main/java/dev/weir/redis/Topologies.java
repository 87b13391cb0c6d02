package dev.weir.redis;

import dev.weir.redis.RedisSettings.Access;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between the ways in which Redis is run: where servers are found, and how many links reach all keys. */
final class Topologies {
    private Topologies() {}

    /** A link to all masters of Redis for one event loop. */
    static RedisLink link(Vertx vertx, Context context, LinkParts parts) {
        return link(vertx, context, parts, Role.MASTER);
    }

    /** A link to replicas, where look-ups are to be sent to them; else to what is given. */
    static RedisLink reading(Vertx vertx, Context context, LinkParts parts, RedisLink masters) {
        boolean replicas = parts.settings().access().readFrom() == RedisSettings.ReadFrom.REPLICA;
        return replicas ? link(vertx, context, parts.uncounted(), Role.REPLICA) : masters;
    }

    private static RedisLink link(Vertx vertx, Context context, LinkParts parts, Role role) {
        List<Endpoint> endpoints = endpoints(parts.settings());
        return switch (parts.settings().topology()) {
            case CLUSTER -> new ClusterLink(vertx, context, parts, new SlotSource(vertx, parts, endpoints), role);
            case SENTINEL -> node(vertx, context, parts, sentinels(vertx, parts, endpoints, role), role);
            case STANDALONE, EMBEDDED, NONE -> node(vertx, context, parts, Locator.inTurn(endpoints), role);
        };
    }

    private static NodeLink node(Vertx vertx, Context context, LinkParts parts, Locator locator, Role role) {
        return new NodeLink(vertx, context, parts, new Dialler(vertx, parts, locator, role), NodeLink.Listener.NONE);
    }

    /** The server that holds a key for writing. */
    static Locator master(Vertx vertx, LinkParts parts, byte[] key) {
        List<Endpoint> endpoints = endpoints(parts.settings());
        return switch (parts.settings().topology()) {
            case CLUSTER -> {
                SlotSource source = new SlotSource(vertx, parts, endpoints);
                int slot = Slots.of(key);
                yield attempt -> source.learn(attempt).compose(map -> holder(map.of(slot), slot));
            }
            case SENTINEL -> sentinels(vertx, parts, endpoints, Role.MASTER);
            case STANDALONE, EMBEDDED, NONE -> Locator.inTurn(endpoints);
        };
    }

    /** A server on which every published message arrives: in a Cluster any node, since they pass messages on. */
    static Locator subscription(Vertx vertx, LinkParts parts) {
        List<Endpoint> endpoints = endpoints(parts.settings());
        return switch (parts.settings().topology()) {
            case CLUSTER -> {
                SlotSource source = new SlotSource(vertx, parts, endpoints);
                yield attempt -> source.learn(attempt).compose(map -> anyOf(map, parts));
            }
            case SENTINEL -> sentinels(vertx, parts, endpoints, Role.MASTER);
            case STANDALONE, EMBEDDED, NONE -> Locator.inTurn(endpoints);
        };
    }

    private static Locator sentinels(Vertx vertx, LinkParts parts, List<Endpoint> endpoints, Role wanted) {
        return new SentinelLocator(vertx, parts, endpoints, wanted);
    }

    private static Future<Endpoint> holder(SlotMap.@Nullable Range range, int slot) {
        return range == null
                ? Future.failedFuture(new DialFailure("Redis Cluster: no node holds slot " + slot))
                : Future.succeededFuture(range.master());
    }

    private static Future<Endpoint> anyOf(SlotMap map, LinkParts parts) {
        List<Endpoint> masters = map.masters();
        return masters.isEmpty()
                ? Future.failedFuture(new DialFailure("Redis Cluster: no node holds any slot"))
                : Future.succeededFuture(masters.get(parts.random().nextInt(masters.size())));
    }

    /** The user and password of the settings stand in where an address has none; Sentinels have their own or none. */
    private static List<Endpoint> endpoints(RedisSettings settings) {
        Access access = settings.access();
        Credentials own = settings.topology() == RedisSettings.Topology.SENTINEL
                ? Credentials.NONE
                : new Credentials(access.user(), access.password());
        return Endpoint.all(settings.endpoints()).stream()
                .map(endpoint -> endpoint.as(endpoint.credentials().or(own)))
                .toList();
    }
}
