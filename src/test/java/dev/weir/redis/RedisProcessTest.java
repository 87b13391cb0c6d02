package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessTest {
    private static final long NOBODY = Long.MAX_VALUE;

    private final Path state;

    RedisProcessTest(@TempDir Path state) {
        this.state = state;
    }

    @Test
    void started_answersAndLeavesNothing() throws IOException {
        try (RedisProcess process = RedisProcess.start(state, 0, List.of("--maxmemory", "64mb"));
                RespSocket socket = new RespSocket(process.port())) {
            assertThat(process.isAlive()).isTrue();
            assertThat(process.uri()).isEqualTo("redis://127.0.0.1:" + process.port());
            assertThat(socket.call("CONFIG", "GET", "maxmemory")).isEqualTo("maxmemory\n67108864");
            assertThat(socket.call("CONFIG", "GET", "bind")).isEqualTo("bind\n127.0.0.1");
        }
        assertThat(directories()).isEmpty();
    }

    @Test
    void withoutAServerOnThePath_thePackagedOneStarts() throws IOException {
        try (RedisProcess process = RedisProcess.start(state, 0, List.of(), "");
                RespSocket socket = new RespSocket(process.port())) {
            assertThat(socket.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void whenNoneStarts_itSaysWhy() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatIOException()
                    .isThrownBy(() -> RedisProcess.start(state, taken.getLocalPort(), List.of()))
                    .withMessageContaining("no Redis server could be started")
                    .withMessageContaining("listening on port " + taken.getLocalPort());
        }
        assertThat(directories()).isEmpty();
    }

    @Test
    void serverOfADeadGateway_isEnded() throws IOException {
        RedisProcess stale = RedisProcess.start(state, 0, List.of());
        ProcessHandle handle = ProcessHandle.of(stale.pid()).orElseThrow();
        assertThat(directories()).hasSize(1);
        own(directories().get(0), stale.pid(), stale.port(), NOBODY);
        try (RedisProcess fresh = RedisProcess.start(state, 0, List.of())) {
            assertThat(handle.isAlive()).isFalse();
            assertThat(fresh.isAlive()).isTrue();
            assertThat(directories()).hasSize(1);
        }
    }

    @Test
    void serverOfALivingGateway_isLeftAlone() throws IOException {
        try (RedisProcess first = RedisProcess.start(state, 0, List.of());
                RedisProcess second = RedisProcess.start(state, 0, List.of())) {
            assertThat(first.isAlive()).isTrue();
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void processThatIsNotThatServer_isNeverEnded() throws IOException {
        Process other = new ProcessBuilder("sleep", "6379").start();
        try (RedisProcess elsewhere = RedisProcess.start(state, 0, List.of())) {
            Path first = Files.createDirectory(state.resolve("redis-first"));
            Path second = Files.createDirectory(state.resolve("redis-second"));
            own(first, other.pid(), 6379, NOBODY);
            own(second, elsewhere.pid(), elsewhere.port() == 6379 ? 6380 : 6379, NOBODY);
            LeftBehind.clear(state);
            assertThat(other.isAlive()).isTrue();
            assertThat(elsewhere.isAlive()).isTrue();
            assertThat(first).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    private static void own(Path directory, long pid, int port, long owner) throws IOException {
        Files.write(directory.resolve("process"), List.of("pid=" + pid, "port=" + port, "owner=" + owner));
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> all = Files.list(state)) {
            return all.toList();
        }
    }
}
