package dev.weir.redis;

import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import dev.weir.testing.Async;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long a confirmed purge takes, whatever is stored, and what a million of them leave behind; run by {@code
 * load-tests/purge}.
 */
public final class PurgeFigures {
    private static final int PURGES = 2_000;
    private static final int URLS = 1_000_000;

    /** As many entries as the log keeps, each of one URL. */
    private static final String FULL_LOG =
            "local l=string.match(redis.call('XREVRANGE',KEYS[1],'+','-','COUNT',1)[1][1],'%d+') for i=1,100000 do"
                    + " local n=string.format('%.0f',l+1) redis.call('XADD',KEYS[1],'MAXLEN',100000,n..'-0','v','1','after',l,"
                    + "'url','http://shop.example/purged/one/by/one/'..i) l=n end";

    private PurgeFigures() {}

    public static void main(String[] arguments) {
        try (RedisServer redis = new RedisServer()) {
            confirmations(redis);
            flood(redis);
        }
    }

    private static void confirmations(RedisServer redis) {
        List<LogMember> fleet = new ArrayList<>();
        for (String node : List.of("a", "b", "c", "d")) {
            fleet.add(LogMember.joined(node, redis.settings()));
        }
        measured(fleet.get(0), 500); // until the code is compiled
        for (int stored : new int[] {1_000, 100_000, 1_000_000}) {
            redis.cli("DEBUG", "POPULATE", stored, "weir:test:r:", 512);
            redis.cli("CONFIG", "RESETSTAT");
            long[] nanos = measured(fleet.get(0), PURGES);
            String stats = redis.cli("INFO", "commandstats");
            require(!stats.contains("cmdstat_scan") && !stats.contains("cmdstat_keys"), "nothing is searched");
            System.out.printf(
                    "confirmed by 4, %,9d stored: median %.2f ms, p99 %.2f ms%n",
                    stored, nanos[PURGES / 2] / 1e6, nanos[PURGES * 99 / 100] / 1e6);
        }
        fleet.forEach(LogMember::close);
        redis.cli("FLUSHALL");
    }

    private static long[] measured(LogMember author, int purges) {
        long[] nanos = new long[purges];
        for (int i = 0; i < purges; i++) {
            long before = System.nanoTime();
            PurgeOutcome.Appended outcome = author.confirmed(new Subject.Group(null, "g" + i % 10));
            nanos[i] = System.nanoTime() - before;
            require(outcome.confirmed().size() == 4, "all confirm: " + outcome);
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void flood(RedisServer redis) {
        LogMember author = LogMember.joined("a", redis.settings(), FleetSettings.STANDARD);
        long before = used();
        long fence = author.applied();
        long half = 0;
        long began = System.nanoTime();
        for (int from = 0; from < URLS; from += Purge.MOST_SUBJECTS) {
            half = from == URLS / 2 ? author.applied() : half;
            List<Subject> page = IntStream.range(from, from + Purge.MOST_SUBJECTS)
                    .mapToObj(i -> (Subject) new Subject.Uri("http://shop.example/purged/" + i))
                    .toList();
            Async.await(author.log.log().append(new Purge(page, false), true, LogMember.PATIENCE));
        }
        System.out.printf(
                "%,d URLs purged in %.1f s; heap %+d MiB%n",
                URLS, (System.nanoTime() - began) / 1e9, (used() - before) >> 20);
        forgotten(author, fence, "all");
        forgotten(author, half, "half");
        redis.cli("EVAL", FULL_LOG, "1", "weir:{test}:log");
        author.confirmed(new Subject.Uri("http://shop.example/last"));
        long joined = System.nanoTime();
        LogMember late = LogMember.joined("late", redis.settings());
        System.out.printf(
                "a gateway joins a log of %s entries in %.2f s%n",
                redis.cli("XLEN", "weir:{test}:log"), (System.nanoTime() - joined) / 1e9);
        require(late.applied() == author.applied(), "read to its end");
        late.close();
        author.close();
    }

    private static void forgotten(LogMember author, long fence, String share) {
        int lost = 0;
        int sample = 100_000;
        for (int i = 0; i < sample; i++) {
            StoredResponse other = stored("http://shop.example/kept/" + i, fence);
            lost += author.index.verdict(other, author.index.applied()) == Verdict.NONE ? 0 : 1;
        }
        System.out.printf(
                "of responses older than %s of them that none matched, %.1f %% are forgotten%n",
                share, 100.0 * lost / sample);
    }

    private static StoredResponse stored(String uri, long fence) {
        return new StoredResponse(
                1,
                new Fence(fence),
                new CacheKey("GET " + uri),
                Selecting.NONE,
                List.of(),
                new ResponseHead(200, FieldLines.EMPTY),
                Buffer.buffer(),
                new Terms(
                        Instant.EPOCH,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Terms.Reuse.FREE));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
