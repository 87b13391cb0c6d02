package dev.weir.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gateways whose test was itself killed hard, so that nobody ended them: the next test does. They are known by the
 * directory of their configuration, which names the process that started them.
 */
final class Leftovers {
    static final String MAIN = "dev.weir.cli.Main";

    private static final String PREFIX = "weir-fleet-";
    private static final Pattern OWNED = Pattern.compile("dev\\.weir\\.\\S+ run --config \\S*" + PREFIX + "(\\d+)-");
    private static final Path DIRECTORY = create();

    private Leftovers() {}

    /** Where this process keeps the configurations of its gateways. */
    static Path directory() {
        return DIRECTORY;
    }

    private static Path create() {
        ProcessHandle.allProcesses().filter(Leftovers::isOrphan).forEach(ProcessHandle::destroyForcibly);
        try {
            Path created =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            created.toFile().deleteOnExit();
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOrphan(ProcessHandle process) {
        Matcher owned = OWNED.matcher(process.info().commandLine().orElse(""));
        return owned.find()
                && Optional.of(Long.parseLong(owned.group(1)))
                        .flatMap(ProcessHandle::of)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }
}
