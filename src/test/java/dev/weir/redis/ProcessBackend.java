package dev.weir.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server process on this machine. */
final class ProcessBackend implements RedisBackend {
    private final Path state;
    private final List<String> arguments;
    private RedisProcess process;

    ProcessBackend(List<String> arguments) throws IOException {
        this.arguments = arguments;
        this.state = Files.createTempDirectory("weir-test-redis");
        this.process = RedisProcess.start(state, 0, arguments);
    }

    @Override
    public int port() {
        return process.port();
    }

    @Override
    public void kill() {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }

    @Override
    public void stop() throws IOException {
        signal("STOP");
    }

    @Override
    public void cont() throws IOException {
        signal("CONT");
    }

    @Override
    public void restart() throws IOException {
        process.close();
        process = RedisProcess.start(state, process.port(), arguments);
    }

    @Override
    public void close() {
        process.close();
        LeftBehind.remove(state);
    }

    private void signal(String name) throws IOException {
        Process sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        sent.onExit().join();
        if (sent.exitValue() != 0) {
            throw new IOException("kill -" + name + " ended with " + sent.exitValue());
        }
    }
}
