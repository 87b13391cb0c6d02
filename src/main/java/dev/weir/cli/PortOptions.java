package dev.weir.cli;

import dev.weir.config.WeirSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --port} and {@code --admin-port}, which win over the configuration. */
final class PortOptions {
    @Option(names = "--port", paramLabel = "PORT", description = "Listens for clients here; 0 takes a free port.")
    private @Nullable Integer port;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "Listens for the operator here; 0 takes a free port.")
    private @Nullable Integer adminPort;

    /** A wrong port, with the option it came by; or null. */
    @Nullable
    String mistake() {
        if (isWrong(port)) {
            return "--port: " + port + " (expected: 0 to 65535)";
        }
        return isWrong(adminPort) ? "--admin-port: " + adminPort + " (expected: 0 to 65535)" : null;
    }

    private static boolean isWrong(@Nullable Integer given) {
        return given != null && (given < 0 || given > 65535);
    }

    WeirSettings applyTo(WeirSettings settings) {
        return settings.onPorts(port, adminPort);
    }
}
