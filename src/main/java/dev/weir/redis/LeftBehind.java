package dev.weir.redis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server processes, and their directories, that outlived the gateway that started them because it was killed hard.
 *
 * <p>Each server has a directory of its own with a note of who it is and who owns it. A note whose owner lives is left
 * alone: several gateways may share the place. A process is ended only if its command line still shows a server at the
 * noted port, since process ids come round again.
 */
final class LeftBehind {
    static final String DIRECTORY_PREFIX = "redis-";

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
    private static final String NOTE = "process";

    private LeftBehind() {}

    static void note(Path directory, long pid, int port) throws IOException {
        Files.write(
                directory.resolve(NOTE),
                List.of(
                        "pid=" + pid,
                        "port=" + port,
                        "owner=" + ProcessHandle.current().pid()));
    }

    /** Ends and removes what belongs to no living gateway. */
    static void clear(Path stateDirectory) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(stateDirectory, DIRECTORY_PREFIX + "*")) {
            for (Path directory : directories) {
                Properties note = read(directory);
                if (note.isEmpty() || isAlive(number(note, "owner"))) {
                    continue;
                }
                ProcessHandle.of(number(note, "pid"))
                        .filter(process -> isServerAt(process, number(note, "port")))
                        .ifPresent(LeftBehind::end);
                remove(directory);
            }
        }
    }

    static void remove(Path directory) {
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("Cannot remove {}: {}", directory, e.toString());
        }
    }

    private static Properties read(Path directory) throws IOException {
        Properties note = new Properties();
        Path file = directory.resolve(NOTE);
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                note.load(in);
            }
        }
        return note;
    }

    private static long number(Properties note, String name) {
        try {
            return Long.parseLong(note.getProperty(name, "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static boolean isServerAt(ProcessHandle process, long port) {
        String line = commandLine(process);
        return RedisBinaries.isServer(line) && line.matches(".*[: ]" + port + "\\b.*");
    }

    /**
     * Servers rewrite theirs to {@code redis-server 127.0.0.1:6379}, in a form the JDK takes for no arguments at all, so
     * it is read from where the kernel shows it.
     */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private static void end(ProcessHandle process) {
        LOG.info("Ending a Redis server that an earlier run left behind (pid {})", process.pid());
        process.destroyForcibly();
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The Redis server with pid {} does not end", process.pid());
        }
    }
}
