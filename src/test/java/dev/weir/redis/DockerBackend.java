package dev.weir.redis;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A server in a container. The host's port is chosen here, since Docker would choose another after a restart. */
final class DockerBackend implements RedisBackend {
    private static final String IMAGE = "redis:7.2-alpine";
    private static final int INSIDE = 6379;

    private final GenericContainer<?> container = new GenericContainer<>(IMAGE);
    private final int port;

    DockerBackend(List<String> arguments) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        // Clients come from outside the container, which a server without a password refuses unless its image is
        // patched.
        List<String> command =
                new ArrayList<>(List.of("redis-server", "--save", "", "--appendonly", "no", "--protected-mode", "no"));
        command.addAll(arguments);
        container
                .withCommand(command.toArray(String[]::new))
                .withExposedPorts(INSIDE)
                .withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                        .withPortBindings(new PortBinding(
                                Ports.Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(INSIDE))))
                .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\n", 1))
                .start();
    }

    static boolean isPossible() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() {
        signal("SIGKILL");
    }

    @Override
    public void stop() {
        signal("SIGSTOP");
    }

    @Override
    public void cont() {
        signal("SIGCONT");
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .withTimeout(1)
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    private void signal(String name) {
        container
                .getDockerClient()
                .killContainerCmd(container.getContainerId())
                .withSignal(name)
                .exec();
    }
}
