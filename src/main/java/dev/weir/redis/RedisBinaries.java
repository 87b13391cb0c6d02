package dev.weir.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** Server programs that may be there, the best first: what the operator installed, then the packaged one. */
final class RedisBinaries {
    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    private RedisBinaries() {}

    /** The ones on the search path. */
    static List<Path> installed(String searchPath) {
        List<Path> found = new ArrayList<>();
        for (String name : NAMES) {
            search(searchPath, name).ifPresent(found::add);
        }
        return found;
    }

    /** Unpacks the packaged one for this system into a directory. */
    static Path packaged(Path directory) throws IOException {
        return ExecutableProvider.newJarResourceProvider(directory.toFile())
                .get()
                .toPath();
    }

    /** Whether a command line begins with the name of a program that is started here. */
    static boolean isServer(String commandLine) {
        String first = commandLine.strip().split("\\s", 2)[0];
        String program = first.substring(first.lastIndexOf('/') + 1);
        return NAMES.stream().anyMatch(program::startsWith);
    }

    private static Optional<Path> search(String searchPath, String name) {
        for (String directory : searchPath.split(File.pathSeparator, -1)) {
            Path program = Path.of(directory, name);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }
}
