package dev.weir.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What runs have measured, printed and in {@code target/faults.txt}. */
public final class Report {
    private static final Path FILE = Path.of("target", "faults.txt");

    private Report() {}

    public static void tell(String text) {
        System.out.print(text);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
