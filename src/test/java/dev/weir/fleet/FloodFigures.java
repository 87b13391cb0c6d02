package dev.weir.fleet;

import static dev.weir.fleet.PurgeFigures.require;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Received;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** What is left of a gateway's memory and of what it has stored after floods of changes and of purges. */
final class FloodFigures {
    private static final int POSTS = 100_000;
    private static final int URLS = 1_000_000;
    private static final int A_PURGE = 1_000;
    private static final int PAGES = 2_000;
    private static final int AT_ONCE = 64;
    private static final long BOUND_SECONDS = 60;
    private static final int MOST_MIB = 32;
    private static final double MOST_JOIN_SECONDS = 5;

    /** As many entries as the log keeps, each of one URL. */
    private static final String FULL_LOG =
            "local l=string.match(redis.call('XREVRANGE',KEYS[1],'+','-','COUNT',1)[1][1],'%d+') for i=1,10000 do"
                    + " local n=string.format('%.0f',l+1) redis.call('XADD',KEYS[1],'MAXLEN',100000,n..'-0','v','1','after',l,"
                    + "'url','http://shop.example/purged/one/by/one/'..ARGV[1]..i) l=n end";

    private final RedisServer redis;
    private final Fleet fleet;
    private final FleetConfig config;

    FloodFigures(RedisServer redis, Fleet fleet, FleetConfig config) {
        this.redis = redis;
        this.fleet = fleet;
        this.config = config;
    }

    void run() {
        changes();
        purges();
        joining();
    }

    /** Successful POSTs to distinct URLs, through one gateway; another is looked at. */
    private void changes() {
        store("/before-posts/");
        long before = liveHeap();
        long began = System.nanoTime();
        require(count(POSTS, i -> fleet.send(fleet.gateway(0), "POST", "/posted/" + i), 204) == POSTS, "all succeed");
        double seconds = (System.nanoTime() - began) / 1e9;
        long grown = (liveHeap() - before) >> 20;
        double hits = hits("/before-posts/");
        System.out.printf(
                "%,d POSTs to distinct URLs in %.1f s, %s entries in the log; another gateway's live heap %+d MiB; of"
                        + " responses that none of them matched %.1f %% are still hits%n",
                POSTS, seconds, redis.cli("XLEN", "weir:{fleet}:log"), grown, hits);
        PurgeFigures.bound(grown <= MOST_MIB, "memory stays");
        PurgeFigures.bound(hits >= 99, "what none of them matched is still stored");
    }

    private void purges() {
        store("/before-all/");
        long before = liveHeap();
        long began = System.nanoTime();
        for (int from = 0; from < URLS; from += A_PURGE) {
            if (from == URLS / 2) {
                store("/before-half/");
            }
            JsonArray urls = new JsonArray();
            for (int i = from; i < from + A_PURGE; i++) {
                urls.add("http://" + Fleet.HOST + "/purged/" + i);
            }
            PurgeFigures.purge(fleet, new JsonObject().put("urls", urls));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long grown = (liveHeap() - before) >> 20;
        double older = hits("/before-all/");
        double newer = hits("/before-half/");
        System.out.printf(
                "%,d URLs purged, %,d a purge, in %.1f s; another gateway's live heap %+d MiB; of responses that none of them"
                        + " matched %.1f %% are still hits, of those stored after half of the purges %.1f %%%n",
                URLS, A_PURGE, seconds, grown, older, newer);
        PurgeFigures.bound(grown <= MOST_MIB, "memory stays");
        PurgeFigures.bound(older >= 50 && newer >= 95, "a collision forgets too much, but not everything");
    }

    private void joining() {
        FleetConfig alone = new FleetConfig(config.yaml().replace("namespace: fleet", "namespace: alone"));
        double withoutLog = started(alone);
        for (int i = 0; i < 10; i++) {
            redis.cli("EVAL", FULL_LOG, "1", "weir:{fleet}:log", i + "/");
        }
        double withLog = started(config);
        System.out.printf(
                "a gateway joins a log of %s entries in %.2f s (it serves %.2f s after its start, %.2f s where there is no"
                        + " log)%n",
                redis.cli("XLEN", "weir:{fleet}:log"), withLog - withoutLog, withLog, withoutLog);
        PurgeFigures.bound(withLog - withoutLog <= MOST_JOIN_SECONDS, "it joins within " + MOST_JOIN_SECONDS + " s");
    }

    /** Seconds from its start until it confirms purges. */
    private double started(FleetConfig gateway) {
        long began = System.nanoTime();
        try (GatewayProcess process = GatewayProcess.start(gateway.yaml(), Leftovers.MAIN)) {
            process.awaitReady();
            Async.until(() -> fleet.meter(process, "weir_detached") == 0, "a member");
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private void store(String folder) {
        require(count(PAGES, i -> fleet.get(fleet.gateway(1), folder + i), 200) == PAGES, "all are answered");
        require(hits(folder) > 99, "all are stored");
    }

    /** In per cent. */
    private double hits(String folder) {
        List<Received> answers = all(PAGES, i -> fleet.get(fleet.gateway(1), folder + i));
        long hits = answers.stream()
                .filter(answer -> answer.cacheStatus().startsWith("weir; hit"))
                .count();
        return 100.0 * hits / PAGES;
    }

    private static long count(int size, IntFunction<Future<Received>> call, int status) {
        return all(size, call).stream()
                .filter(answer -> answer.status() == status)
                .count();
    }

    private static List<Received> all(int size, IntFunction<Future<Received>> call) {
        List<Received> answers = new ArrayList<>(size);
        for (int from = 0; from < size; from += AT_ONCE) {
            List<Future<Received>> together = new ArrayList<>();
            for (int i = from; i < Math.min(size, from + AT_ONCE); i++) {
                together.add(call.apply(i));
            }
            Async.await(Future.all(together), BOUND_SECONDS, TimeUnit.SECONDS);
            together.forEach(answer -> answers.add(answer.result()));
        }
        return answers;
    }

    /** Of a gateway that has done nothing but apply the log, and answer. */
    private long liveHeap() {
        GatewayProcess gateway = fleet.gateway(1);
        gateway.collectGarbage();
        return Async.await(fleet.admin(gateway, "GET", "/metrics", Buffer.buffer()))
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
