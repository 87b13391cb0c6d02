package dev.weir.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What is said to Redis about the purge log, over one link. Called on the link's event loop. */
final class LogLink {
    /** Entries at once: one may have a thousand subjects, and the client reads a reply as a whole. */
    static final int PAGE = 200;

    private final RedisLink link;
    private final LogKeys keys;
    private final LongSupplier nanoTime;

    LogLink(RedisLink link, LogKeys keys, LongSupplier nanoTime) {
        this.link = link;
        this.keys = keys;
        this.nanoTime = nanoTime;
    }

    /** The table of nodes, looked at between two times of the monotonic clock. */
    record Look(Map<String, String> table, long sent, long received) {}

    /**
     * @param age how long ago this log began, or was met on another server
     */
    record Added(long id, Duration age, Look look) {}

    /**
     * @param before number of what preceded the first entry, 0 if that began the log
     * @param identity tells this log from one that was lost, and this server from another
     */
    record Joined(long first, long before, long last, String identity, Duration age, Look look) {}

    /** @param last number of the newest entry; 0 if the log is not the one that was joined */
    record Renewed(long last, Look look) {
        boolean isLost() {
            return last == 0;
        }
    }

    /** @param id as Redis has it */
    record Entry(String id, List<String> fields) {
        long number() {
            int dash = id.indexOf('-');
            return Long.parseLong(dash < 0 ? id : id.substring(0, dash));
        }
    }

    Future<Added> append(List<String> fields, int mostEntries) {
        long sent = nanoTime.getAsLong();
        Stream<String> arguments = Stream.concat(
                Stream.of(Integer.toString(mostEntries)), fields.stream().skip(2));
        return Script.LOG_APPEND
                .run(link, keys.all(), bytes(arguments))
                .map(reply -> new Added(reply.get(0).toLong(), age(reply.get(1)), look(reply, 2, sent)));
    }

    Future<Joined> join(String node, String entry, int mostEntries) {
        long sent = nanoTime.getAsLong();
        return Script.LOG_JOIN
                .run(link, keys.all(), bytes(Stream.of(node, entry, Integer.toString(mostEntries))))
                .map(reply -> new Joined(
                        reply.get(0).toLong(),
                        number(reply.get(1).toString()),
                        reply.get(2).toLong(),
                        reply.get(3).toString(),
                        age(reply.get(4)),
                        look(reply, 5, sent)));
    }

    Future<Renewed> renew(String node, String entry, String message, List<String> inboxes) {
        long sent = nanoTime.getAsLong();
        return Script.LOG_RENEW
                .run(link, keys.all(), bytes(Stream.concat(Stream.of(node, entry, message), inboxes.stream())))
                .map(reply -> new Renewed(reply.size() == 0 ? 0 : reply.get(0).toLong(), look(reply, 1, sent)));
    }

    /** @param changes in turn: a node, what its entry must be or nothing, what it is to be or nothing */
    Future<Void> leave(List<String> changes) {
        return Script.LOG_LEAVE.run(link, keys.all(), bytes(changes.stream())).mapEmpty();
    }

    /** What comes after an entry, as soon as there is something; nothing if there is none in time. */
    Future<List<Entry>> follow(String after, Duration patience) {
        Request read = Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(PAGE)
                .arg("BLOCK")
                .arg(patience.toMillis())
                .arg("STREAMS")
                .arg(keys.log())
                .arg(after);
        return link.send(RedisCommand.FOLLOW, keys.slot(), read)
                .map(reply -> reply == null ? List.of() : entries(stream(reply)));
    }

    /** What stands in the log from an id on, at most a page. */
    Future<List<Entry>> range(String from) {
        Request range = Request.cmd(Command.XRANGE)
                .arg(keys.log())
                .arg(from)
                .arg("+")
                .arg("COUNT")
                .arg(PAGE);
        return link.send(RedisCommand.FOLLOW, keys.slot(), range).map(LogLink::entries);
    }

    /** How many replicas have what was written here. */
    Future<Integer> await(int replicas, Duration patience) {
        Request wait = Request.cmd(Command.WAIT).arg(replicas).arg(patience.toMillis());
        return link.send(RedisCommand.APPEND, keys.slot(), wait).map(Response::toInteger);
    }

    /** RESP3 replies with a map of streams, RESP2 with a list of pairs. */
    private static Response stream(Response reply) {
        for (String key : reply.isMap() ? reply.getKeys() : List.<String>of()) {
            return reply.get(key);
        }
        return reply.get(0).get(1);
    }

    private static List<Entry> entries(Response entries) {
        List<Entry> read = new ArrayList<>(entries.size());
        for (Response entry : entries) {
            Response fields = entry.get(1);
            List<String> texts = new ArrayList<>(fields.size());
            for (Response field : fields) {
                texts.add(field.toString(UTF_8));
            }
            read.add(new Entry(entry.get(0).toString(), texts));
        }
        return read;
    }

    private Look look(Response reply, int from, long sent) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int i = from; i + 1 < reply.size(); i += 2) {
            String node = reply.get(i).toString();
            if (!node.startsWith("@")) {
                table.put(node, reply.get(i + 1).toString());
            }
        }
        return new Look(table, sent, nanoTime.getAsLong());
    }

    private static Duration age(Response micros) {
        return Duration.ofNanos(Math.multiplyExact(Math.max(0, micros.toLong()), 1_000L));
    }

    /** -1 for an entry that does not say. */
    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static List<byte[]> bytes(Stream<String> texts) {
        return texts.map(text -> text.getBytes(UTF_8)).toList();
    }
}
