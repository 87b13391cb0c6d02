package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A Cluster of three masters with a replica each, quick to fail over; what is without a master costs its own slots alone. */
public final class ClusterGroup implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final List<String> ARGUMENTS = List.of(
            "--cluster-enabled", "yes",
            "--cluster-node-timeout", "1500",
            "--cluster-require-full-coverage", "no");

    private final List<ServerProcess> nodes;

    public ClusterGroup() {
        nodes = IntStream.range(0, 2 * MASTERS)
                .mapToObj(i -> ServerProcess.start(ARGUMENTS))
                .toList();
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).cli("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            nodes.get(i)
                    .cli(
                            "CLUSTER",
                            "MEET",
                            "127.0.0.1",
                            Integer.toString(nodes.getFirst().port()));
        }
        for (int i = 0; i < MASTERS; i++) {
            nodes.get(i).cli(addSlots(i * Slots.COUNT / MASTERS, (i + 1) * Slots.COUNT / MASTERS));
        }
        nodes.forEach(node -> Async.until(() -> info(node).contains("cluster_known_nodes:6"), "nodes know each other"));
        for (int i = 0; i < MASTERS; i++) {
            ServerProcess replica = nodes.get(MASTERS + i);
            String master = nodes.get(i).cli("CLUSTER", "MYID").strip();
            Async.until(() -> replica.cli("CLUSTER", "REPLICATE", master).startsWith("OK"), "replica of " + master);
        }
        nodes.forEach(node -> Async.until(() -> info(node).contains("cluster_state:ok"), "cluster is whole"));
        replicas()
                .forEach(node -> Async.until(
                        () -> node.cli("INFO", "replication").contains("master_link_status:up"), "replica in sync"));
        nodes.forEach(node -> Async.until(
                () -> node.cli("CLUSTER", "NODES")
                                .lines()
                                .filter(line -> line.contains("slave"))
                                .count()
                        == MASTERS,
                "all know the replicas"));
    }

    private static Object[] addSlots(int from, int to) {
        List<Object> command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        IntStream.range(from, to).forEach(slot -> command.add(Integer.toString(slot)));
        return command.toArray();
    }

    private static String info(ServerProcess node) {
        return node.cli("CLUSTER", "INFO");
    }

    public RedisSettings settings() {
        return settings(RedisSettings.ReadFrom.MASTER);
    }

    public RedisSettings settings(RedisSettings.ReadFrom readFrom) {
        return new RedisSettings(
                RedisSettings.Topology.CLUSTER,
                nodes.stream().map(ServerProcess::uri).toList(),
                Duration.ofMillis(300),
                1024,
                new RedisSettings.Access("", "", "", RedisSettings.Tls.SYSTEM, readFrom, false));
    }

    public List<ServerProcess> nodes() {
        return nodes;
    }

    /** As they were at first. */
    public List<ServerProcess> masters() {
        return nodes.subList(0, MASTERS);
    }

    public List<ServerProcess> replicas() {
        return nodes.subList(MASTERS, 2 * MASTERS);
    }

    public ServerProcess firstMasterOf(String key) {
        return firstMasterOf(key.getBytes(StandardCharsets.US_ASCII));
    }

    /** Which of the first masters had the slot at first. */
    ServerProcess firstMasterOf(byte[] key) {
        int master = 0;
        while (Slots.of(key) >= (master + 1) * Slots.COUNT / MASTERS) {
            master++;
        }
        return nodes.get(master);
    }

    /** Hands a slot over key by key, as {@code redis-cli --cluster reshard} does. */
    public void move(int slot, ServerProcess from, ServerProcess to, Runnable underWay) {
        String number = Integer.toString(slot);
        String source = from.cli("CLUSTER", "MYID").strip();
        String target = to.cli("CLUSTER", "MYID").strip();
        to.cli("CLUSTER", "SETSLOT", number, "IMPORTING", source);
        from.cli("CLUSTER", "SETSLOT", number, "MIGRATING", target);
        underWay.run();
        String keys = from.cli("CLUSTER", "GETKEYSINSLOT", number, "100");
        keys.lines().filter(key -> !key.isEmpty()).forEach(key -> {
            String moved = from.cli("MIGRATE", "127.0.0.1", Integer.toString(to.port()), key, "0", "1000");
            assertThat(moved).isEqualTo("OK");
            underWay.run();
        });
        to.cli("CLUSTER", "SETSLOT", number, "NODE", target);
        from.cli("CLUSTER", "SETSLOT", number, "NODE", target);
        underWay.run();
    }

    @Override
    public void close() {
        nodes.forEach(ServerProcess::close);
    }
}
