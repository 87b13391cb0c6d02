package dev.weir.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The call by which an application adds to the log, as the README shows it. */
final class OutsideWriter {
    private static final Pattern CALL = Pattern.compile("redis-cli EVAL \"([^\"]+)\" 2 (.*)");

    private OutsideWriter() {}

    /** The arguments of the call, for a namespace. */
    static List<String> call(String namespace) throws IOException {
        Matcher call = CALL.matcher(Files.readString(Path.of("README.md")));
        if (!call.find()) {
            throw new AssertionError("no such call in README.md");
        }
        List<String> arguments = new ArrayList<>(List.of("EVAL", call.group(1), "2"));
        for (String argument :
                call.group(2).replace("{shop}", "{" + namespace + "}").split(" ", -1)) {
            arguments.add(argument.replace("'", ""));
        }
        return arguments;
    }
}
