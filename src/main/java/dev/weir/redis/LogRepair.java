package dev.weir.redis;

import dev.weir.invalidation.AppliedEntries;
import dev.weir.invalidation.LogEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what a gateway has applied in the last minutes with the log it comes back to, and appends again what is missing
 * there: a failover to a replica that was behind loses the newest purges.
 *
 * <p>The other way round, the log may hold entries below the gateway's own position that it has not applied, when the clock
 * of a lost log was ahead. The gateway applies them, and appends them again too, above every position.
 *
 * <p>Each entry that was appended again says which it was, so that of several gateways that find the same loss those that
 * come later append nothing. Two at one moment append it twice, which purges no more than once.
 */
final class LogRepair {
    private static final Logger LOG = LoggerFactory.getLogger(LogRepair.class);

    private final LogLink link;
    private final AppliedEntries applied;
    private final int mostEntries;
    private final Set<Long> present = new HashSet<>();
    private final List<LogLink.Entry> strange = new ArrayList<>();

    LogRepair(LogLink link, AppliedEntries applied, int mostEntries) {
        this.link = link;
        this.applied = applied;
        this.mostEntries = mostEntries;
    }

    /**
     * Where the gateway stands.
     *
     * @param first number of the log's first entry
     * @param position number of the last entry it has read
     * @param anew the log has begun since: nothing in it is known
     */
    record Known(long first, long position, boolean anew) {}

    /** The entries below the gateway's position that it has not applied. */
    Future<List<LogLink.Entry>> run(Known known) {
        long from = known.anew() ? known.first() : Math.max(known.first(), applied.oldest());
        return collect(from + "-0", known)
                .compose(read -> appendAgain(known.first()))
                .map(strange);
    }

    private Future<Void> collect(String from, Known known) {
        return link.range(from).compose(page -> {
            page.forEach(entry -> note(entry, known));
            return page.size() < LogLink.PAGE
                    ? Future.succeededFuture()
                    : collect(after(page.get(page.size() - 1)), known);
        });
    }

    private static String after(LogLink.Entry entry) {
        return '(' + entry.id();
    }

    private void note(LogLink.Entry entry, Known known) {
        long was = LogEntry.read(entry.fields()).was();
        present.add(entry.number());
        present.add(was);
        boolean unknown = known.anew() || !applied.knows(entry.number());
        if (entry.number() <= known.position() && unknown) {
            strange.add(entry);
        }
    }

    private Future<Void> appendAgain(long first) {
        List<AppliedEntries.Entry> lost = Stream.concat(
                        applied.missing(first, present).stream(),
                        strange.stream().map(entry -> new AppliedEntries.Entry(entry.number(), entry.fields())))
                .toList();
        if (!lost.isEmpty()) {
            LOG.warn("Purge log: {} entries were lost; appending them again", lost.size());
        }
        Future<Void> done = Future.succeededFuture();
        for (AppliedEntries.Entry entry : lost) {
            List<String> fields = LogEntry.write(LogEntry.read(entry.fields()).purge(), null, entry.id());
            done = done.compose(before -> link.append(fields, mostEntries).mapEmpty());
        }
        return done;
    }
}
