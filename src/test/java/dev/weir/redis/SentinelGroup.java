package dev.weir.redis;

import dev.weir.testing.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A master, replicas and three Sentinels. */
public final class SentinelGroup implements AutoCloseable {
    static final String MASTER_NAME = "shop";
    private static final int SENTINELS = 3;

    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<ServerProcess> sentinels;

    /** One replica, and quick to act. */
    public SentinelGroup() {
        this(1, List.of(), Duration.ofSeconds(1), port -> port);
    }

    /**
     * @param arguments of every server
     * @param downAfter how long Sentinels wait for a master
     * @param way port by which replicas, Sentinels, and whoever is told by Sentinels reach the first master, by its own port
     */
    public SentinelGroup(int replicas, List<String> arguments, Duration downAfter, IntUnaryOperator way) {
        servers.add(ServerProcess.start(arguments));
        int master = way.applyAsInt(servers.getFirst().port());
        List<String> following = new ArrayList<>(arguments);
        following.addAll(List.of("--replicaof", "127.0.0.1 " + master));
        for (int i = 0; i < replicas; i++) {
            servers.add(ServerProcess.start(following));
        }
        sentinels = IntStream.range(0, SENTINELS)
                .mapToObj(i -> ServerProcess.sentinel(List.of(
                        "sentinel monitor " + MASTER_NAME + " 127.0.0.1 " + master + " 2",
                        "sentinel down-after-milliseconds " + MASTER_NAME + ' ' + downAfter.toMillis(),
                        "sentinel failover-timeout " + MASTER_NAME + " 3000")))
                .toList();
        servers.stream()
                .skip(1)
                .forEach(replica -> Async.until(
                        () -> replica.cli("INFO", "replication").contains("master_link_status:up"), "replica in sync"));
        sentinels.forEach(sentinel -> Async.until(() -> isWhole(sentinel, replicas), "Sentinels know each other"));
    }

    private static boolean isWhole(ServerProcess sentinel, int replicas) {
        String master = sentinel.cli("SENTINEL", "MASTER", MASTER_NAME);
        return master.contains("num-other-sentinels\n" + (SENTINELS - 1)) && master.contains("num-slaves\n" + replicas);
    }

    public RedisSettings settings() {
        return settings(RedisSettings.ReadFrom.MASTER);
    }

    public RedisSettings settings(RedisSettings.ReadFrom readFrom) {
        return new RedisSettings(
                RedisSettings.Topology.SENTINEL,
                sentinels.stream().map(ServerProcess::uri).toList(),
                Duration.ofMillis(300),
                1024,
                new RedisSettings.Access(MASTER_NAME, "", "", RedisSettings.Tls.SYSTEM, readFrom, false));
    }

    /** What the first Sentinel tells who asks for the master: address and port. */
    public String masterAddress() {
        return sentinels.getFirst().cli("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
    }

    /** As the first Sentinel sees it. */
    public ServerProcess master() {
        String address = masterAddress();
        return servers.stream()
                .filter(server ->
                        address.endsWith("\n" + server.port()) || address.contains(Integer.toString(server.port())))
                .findFirst()
                .orElseThrow();
    }

    public List<ServerProcess> servers() {
        return servers;
    }

    public List<ServerProcess> sentinels() {
        return sentinels;
    }

    @Override
    public void close() {
        sentinels.forEach(ServerProcess::close);
        servers.forEach(ServerProcess::close);
    }
}
