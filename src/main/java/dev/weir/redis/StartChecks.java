package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks, once connected, whether Redis is set up as a cache and its log of purges need it, and says in one line what is
 * missing. Of a Cluster one master is looked at.
 */
final class StartChecks {
    private static final String POLICY = "maxmemory-policy";
    private static final String MEMORY = "maxmemory";
    private static final String REPLICAS = "min-replicas-to-write";

    private final RedisLink link;
    private final LinkParts parts;
    private final boolean guarantees;

    /** @param guarantees whether what a purge confirms is to hold for the whole fleet ({@code detached: forward}) */
    StartChecks(RedisLink link, LinkParts parts, boolean guarantees) {
        this.link = link;
        this.parts = parts;
        this.guarantees = guarantees;
    }

    /** @param key of the server that is asked */
    void run(byte[] key) {
        Request question = Request.cmd(Command.CONFIG).arg("GET").arg("m*-*"); // both names, and few others
        link.send(RedisCommand.CONFIG, key, question)
                .map(StartChecks::settings)
                .compose(settings -> memory(key, settings))
                .onSuccess(settings -> tell(missing(settings, parts.settings(), guarantees)))
                .onFailure(this::refused);
    }

    private void refused(Throwable failure) {
        if (ErrorReply.isFromServer(failure)) {
            tell(List.of(
                    "whether its settings suit cannot be told: it does not let this user ask for them (CONFIG GET)"));
        }
    }

    private Future<Map<String, String>> memory(byte[] key, Map<String, String> settings) {
        Request question = Request.cmd(Command.CONFIG).arg("GET").arg(MEMORY);
        return link.send(RedisCommand.CONFIG, key, question).map(reply -> {
            settings.putAll(settings(reply));
            return settings;
        });
    }

    /** In either protocol: a map, or names and values in turn. */
    private static Map<String, String> settings(@Nullable Response reply) {
        Map<String, String> settings = new HashMap<>();
        if (reply != null) {
            for (String name : List.of(POLICY, MEMORY, REPLICAS)) {
                Response value = reply.get(name);
                if (value != null) {
                    settings.put(name, value.toString());
                }
            }
        }
        return settings;
    }

    /** What is missing, for the operator; pure. */
    static List<String> missing(Map<String, String> settings, RedisSettings redis, boolean guarantees) {
        List<String> missing = new ArrayList<>();
        String policy = settings.getOrDefault(POLICY, "");
        if (settings.getOrDefault(MEMORY, "").equals("0")) {
            missing.add("maxmemory is not set: stored responses can take all of the machine's memory");
        } else if (policy.equals("noeviction")) {
            missing.add("maxmemory-policy is noeviction (expected: volatile-lfu): once full it stores nothing new");
        } else if (policy.startsWith("allkeys-")) {
            missing.add("maxmemory-policy is " + policy
                    + " (expected: volatile-lfu): it may evict the log of purges and the list of gateways");
        }
        boolean replicated = redis.topology() == RedisSettings.Topology.SENTINEL
                || redis.topology() == RedisSettings.Topology.CLUSTER;
        if (guarantees && replicated && settings.getOrDefault(REPLICAS, "").equals("0")) {
            missing.add("min-replicas-to-write is 0 (expected with detached: forward: 1 or more): a master that was cut"
                    + " off goes on taking purges that are lost when it returns");
        }
        return missing;
    }

    private void tell(List<String> missing) {
        if (!missing.isEmpty()) {
            parts.news().bad("setup", "Redis is not set up as Weir needs it: " + String.join("; ", missing));
        }
    }
}
