package dev.weir.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Files of this machine that the configuration names; an empty name is none. */
final class LocalFiles {
    private static final long LONGEST_SECRET = 4096;

    /** A PEM file that can be read. */
    static final Form<String> PEM = Form.of(
            "a PEM file that can be read",
            name -> name.isEmpty() ? Optional.of("") : readable(name).map(Path::toString));

    /** The first line of a file. */
    static final Form<String> SECRET = Form.of(
            "a file that can be read, with a secret in its first line",
            name -> name.isEmpty() ? Optional.of("") : readable(name).flatMap(LocalFiles::secret));

    private LocalFiles() {}

    private static Optional<Path> readable(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Files::isRegularFile).filter(Files::isReadable);
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }

    private static Optional<String> secret(Path file) {
        try {
            return Files.size(file) > LONGEST_SECRET
                    ? Optional.empty()
                    : Files.readString(file).lines().findFirst().filter(line -> !line.isBlank());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
