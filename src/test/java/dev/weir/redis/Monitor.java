package dev.weir.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recording of every command that a server runs, those within scripts too ({@code MONITOR}). */
public final class Monitor implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("^\\d+\\.\\d+ \\[\\d+ (\\S+)] \"([^\"]*)\"");

    /** Commands that look for keys, or list what is in one. */
    private static final List<String> SEARCHES =
            List.of("SCAN", "KEYS", "SSCAN", "HSCAN", "ZSCAN", "RANDOMKEY", "SMEMBERS", "SORT");

    private final RespSocket socket;
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Thread reader;
    private int naming;

    /** @param named keys that nobody is to touch: what they have in common */
    public Monitor(int port, String named) {
        try {
            socket = new RespSocket(port);
            socket.call("MONITOR");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = Thread.ofPlatform().daemon().start(() -> read(named));
    }

    private void read(String named) {
        try {
            while (true) {
                note(socket.reply(), named);
            }
        } catch (IOException closed) {
            // its end
        }
    }

    private synchronized void note(String line, String named) {
        Matcher command = COMMAND.matcher(line);
        if (command.find()) {
            String from = command.group(1).equals("lua") ? "lua " : "";
            calls.merge(from + command.group(2).toUpperCase(Locale.ROOT), 1, Integer::sum);
            naming += line.contains(named) ? 1 : 0;
        }
    }

    /** How often what was run; {@code lua} stands before what a script ran. */
    public synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    /** How many of them named what nobody is to touch. */
    public synchronized int naming() {
        return naming;
    }

    /** Commands that search, with how often they were run. */
    public synchronized Map<String, Integer> searches() {
        Map<String, Integer> searches = new TreeMap<>(calls);
        searches.keySet().removeIf(command -> !SEARCHES.contains(command.replace("lua ", "")));
        return searches;
    }

    @Override
    public void close() {
        try {
            socket.close();
            reader.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
