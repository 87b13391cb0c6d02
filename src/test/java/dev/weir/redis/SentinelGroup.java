package dev.weir.redis;

import dev.weir.testing.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A master, a replica and three Sentinels that are quick to act. */
public final class SentinelGroup implements AutoCloseable {
    static final String MASTER_NAME = "shop";
    private static final int SENTINELS = 3;

    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<ServerProcess> sentinels;

    public SentinelGroup() {
        servers.add(ServerProcess.start(List.of()));
        servers.add(ServerProcess.start(
                List.of("--replicaof", "127.0.0.1 " + servers.getFirst().port())));
        sentinels = IntStream.range(0, SENTINELS)
                .mapToObj(i -> ServerProcess.sentinel(List.of(
                        "sentinel monitor " + MASTER_NAME + " 127.0.0.1 "
                                + servers.getFirst().port() + " 2",
                        "sentinel down-after-milliseconds " + MASTER_NAME + " 1000",
                        "sentinel failover-timeout " + MASTER_NAME + " 3000")))
                .toList();
        Async.until(
                () -> servers.get(1).cli("INFO", "replication").contains("master_link_status:up"), "replica in sync");
        sentinels.forEach(sentinel -> Async.until(() -> isWhole(sentinel), "Sentinels know each other"));
    }

    private static boolean isWhole(ServerProcess sentinel) {
        String master = sentinel.cli("SENTINEL", "MASTER", MASTER_NAME);
        return master.contains("num-other-sentinels\n" + (SENTINELS - 1)) && master.contains("num-slaves\n1");
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

    /** As the first Sentinel sees it. */
    public ServerProcess master() {
        String address = sentinels.getFirst().cli("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
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
