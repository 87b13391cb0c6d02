package dev.weir.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a process that is still in use after a full collection. */
record LiveHeap(String jcmd, long pid) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    long bytes() throws IOException, InterruptedException {
        run("GC.run");
        Matcher used = USED.matcher(run("GC.heap_info"));
        if (!used.find()) {
            throw new IOException("no heap in what jcmd says");
        }
        return Long.parseLong(used.group(1)) << 10;
    }

    private String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
