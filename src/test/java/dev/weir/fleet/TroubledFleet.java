package dev.weir.fleet;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Gateways, each behind a proxy of its own, and a Redis with a replica that it can be replaced by. */
final class TroubledFleet implements AutoCloseable {
    private static final String CACHING = "max-wait: 10s, near: on";

    private final List<RedisProxy> proxies;
    private final Fleet fleet;
    private RedisServer primary = RedisServer.process();
    private RedisServer replica = RedisServer.process();

    /** @param main class that each gateway's process begins with */
    TroubledFleet(int size, URI origin, String main) {
        proxies = Stream.generate(() -> new RedisProxy(primary.port()))
                .limit(size)
                .toList();
        FleetConfig config = FleetConfig.of(origin, primary.uri())
                .caching(CACHING)
                .redis("command-timeout: 500ms")
                .with("detached: forward");
        fleet = Fleet.of(
                proxies.stream().map(proxy -> config.through(proxy.port())).toList(), main);
        follow();
    }

    Fleet fleet() {
        return fleet;
    }

    int size() {
        return proxies.size();
    }

    GatewayProcess gateway(int number) {
        return fleet.gateway(number);
    }

    RedisProxy proxy(int number) {
        return proxies.get(number);
    }

    void flush() {
        primary.cli("FLUSHALL");
    }

    /** An empty server takes the place of the one that was there. */
    void restartEmpty() {
        kill(primary);
        primary.close();
        primary = RedisServer.process();
        proxies.forEach(proxy -> proxy.retarget(primary.port()));
        follow();
    }

    /** The replica takes over, without what was written since a while. */
    void failOver(Duration behind) {
        replica.cli("REPLICAOF", "NO", "ONE");
        LockSupport.parkNanos(behind.toNanos());
        kill(primary);
        proxies.forEach(proxy -> proxy.retarget(replica.port()));
        primary.close();
        primary = replica;
        replica = RedisServer.process();
        follow();
    }

    private static void kill(RedisServer server) {
        try {
            server.kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow() {
        primary.cli("CONFIG", "SET", "repl-diskless-sync-delay", "0");
        replica.cli("REPLICAOF", "127.0.0.1", primary.port());
        Async.until(
                () -> replica.cli("INFO", "replication").contains("master_link_status:up"),
                "a replica that has caught up");
    }

    /** Lines that the gateways printed, those that are gone included. */
    long printed(String text) {
        return IntStream.range(0, size())
                .mapToObj(this::gateway)
                .flatMap(gateway -> gateway.allOutput().stream())
                .filter(line -> line.contains(text))
                .count();
    }

    @Override
    public void close() {
        fleet.close();
        proxies.forEach(RedisProxy::close);
        primary.close();
        replica.close();
    }
}
