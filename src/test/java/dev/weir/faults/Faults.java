package dev.weir.faults;

import dev.weir.fleet.RedisProxy;
import dev.weir.fleet.RedisProxy.Kind;
import dev.weir.fleet.RedisProxy.Trouble;
import dev.weir.redis.ClusterGroup;
import dev.weir.redis.RedisSettings;
import dev.weir.redis.RedisSettings.Topology;
import dev.weir.redis.SentinelGroup;
import dev.weir.redis.ServerProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Every fault by its name; the servers of one are started when it is asked for. */
final class Faults {
    /** Sentinels and Clusters that are tried here notice a dead master after so long, and need as long again to act. */
    private static final int FAILOVER_SECONDS = 4;

    /** How long what lasts is let last. */
    private final int seconds;

    Faults(boolean fast) {
        seconds = fast ? 3 : 10;
    }

    Map<String, Supplier<Fault>> byName() {
        Map<String, Supplier<Fault>> faults = new LinkedHashMap<>();
        faults.put(
                "killed and restarted",
                () -> server((server, load) -> {
                    server.kill();
                    load.run(seconds);
                    server.restart();
                }));
        faults.put(
                "stopped",
                () -> server((server, load) -> {
                    server.stop();
                    load.run(seconds);
                    server.cont();
                }));
        faults.put(
                "200 ms slower",
                () -> proxied((proxy, load) -> {
                    proxy.trouble(Kind.DATA, new Trouble.Delayed(Duration.ofMillis(100)));
                    load.run(seconds);
                    proxy.mend();
                }));
        faults.put(
                "connections reset",
                () -> proxied((proxy, load) -> {
                    for (int i = 0; i < 5 * seconds; i++) {
                        proxy.trouble(Kind.DATA, new Trouble.Cut());
                        proxy.mend();
                        load.run(0.2);
                    }
                }));
        faults.put("flushed", () -> server((server, load) -> server.cli("FLUSHALL")));
        faults.put(
                "full, nothing to evict",
                () -> server((server, load) -> {
                    server.cli("CONFIG", "SET", "maxmemory-policy", "noeviction");
                    server.cli("CONFIG", "SET", "maxmemory", "1");
                    load.run(seconds);
                    server.cli("CONFIG", "SET", "maxmemory", "0");
                }));
        faults.put(
                "full, evicting",
                () -> server((server, load) -> {
                    server.cli("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
                    server.cli("CONFIG", "SET", "maxmemory", "1");
                    load.run(seconds);
                    server.cli("CONFIG", "SET", "maxmemory", "0");
                }));
        faults.put(
                "log and nodes evicted",
                () -> server((server, load) -> {
                    for (int i = 0; i < seconds; i++) {
                        server.cli("DEL", "weir:{test}:log", "weir:{test}:nodes");
                        load.run(1);
                    }
                }));
        faults.put("sentinel: master killed", Faults::sentinelFailover);
        faults.put("cluster: master killed", Faults::clusterFailover);
        faults.put("cluster: slots under way", Faults::migration);
        return faults;
    }

    private static Fault server(BiConsumer<ServerProcess, SteadyLoad> trouble) {
        ServerProcess server = ServerProcess.start(List.of());
        return new Fault(standalone(server.port()), load -> trouble.accept(server, load), 0, server::close);
    }

    private static Fault proxied(BiConsumer<RedisProxy, SteadyLoad> trouble) {
        ServerProcess server = ServerProcess.start(List.of());
        RedisProxy proxy = new RedisProxy(server.port());
        return new Fault(standalone(proxy.port()), load -> trouble.accept(proxy, load), 0, () -> {
            proxy.close();
            server.close();
        });
    }

    private static RedisSettings standalone(int port) {
        return new RedisSettings(
                Topology.STANDALONE, List.of("redis://127.0.0.1:" + port), Duration.ofMillis(200), 1024);
    }

    private static Fault sentinelFailover() {
        SentinelGroup group = new SentinelGroup();
        return new Fault(group.settings(), load -> group.servers().getFirst().kill(), FAILOVER_SECONDS, group::close);
    }

    private static Fault clusterFailover() {
        ClusterGroup group = new ClusterGroup();
        return new Fault(group.settings(), load -> group.masters().getFirst().kill(), FAILOVER_SECONDS, group::close);
    }

    /** A tenth of the first master's slots go to the second, one after the other. */
    private static Fault migration() {
        ClusterGroup group = new ClusterGroup();
        return new Fault(
                group.settings(),
                load -> {
                    for (int slot = 0; slot < 500; slot++) {
                        group.move(slot, group.masters().get(0), group.masters().get(1), () -> {});
                    }
                },
                0,
                group::close);
    }
}
