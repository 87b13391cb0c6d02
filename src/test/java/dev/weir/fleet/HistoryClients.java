package dev.weir.fleet;

import dev.weir.testing.Received;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Clients that read and operators that purge, each one thing after the other, until told that it is enough. */
final class HistoryClients {
    private static final long PATIENCE_SECONDS = 8;
    private static final String FOR_CONFIRMATION = "3s";
    private static final int LONGEST_THOUGHT_MILLIS = 20;
    private static final int LONGEST_REST_MILLIS = 600;

    /** What a gateway says that asks the origin for whatever comes, since it may have missed purges. */
    static final String OF_DETACHED = "weir; fwd=miss";

    private final Fleet fleet;
    private final History history;
    private final Map<String, Integer> tally = new TreeMap<>();
    private volatile boolean enough;

    HistoryClients(Fleet fleet, History history) {
        this.fleet = fleet;
        this.history = history;
    }

    Future<Void> read(int clients, long seed) {
        return several(clients, seed, this::readNext);
    }

    Future<Void> purge(int operators, long seed) {
        return several(operators, seed, this::purgeNext);
    }

    private static Future<Void> several(int size, long seed, BiFunction<Random, Promise<Void>, Future<Void>> first) {
        List<Future<Void>> ends = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Promise<Void> end = Promise.promise();
            first.apply(new Random(seed + i), end).onFailure(end::tryFail);
            ends.add(end.future());
        }
        return Future.join(ends).mapEmpty();
    }

    /** Each finishes what it is at. */
    void stop() {
        enough = true;
    }

    /** How often what happened. */
    synchronized Map<String, Integer> tally() {
        return new TreeMap<>(tally);
    }

    synchronized int count(String what) {
        return tally.getOrDefault(what, 0);
    }

    private synchronized void note(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    private Future<Void> readNext(Random random, Promise<Void> end) {
        if (enough) {
            end.complete();
            return end.future();
        }
        int gateway = random.nextInt(fleet.gateways().size());
        Resource resource = Resource.any(random);
        long sent = System.nanoTime();
        return fleet.get(fleet.gateway(gateway), resource.path())
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(answer -> answered(gateway, resource, sent, answer))
                .onFailure(cause -> note("request failed"))
                .transform(either -> fleet.later(Duration.ofMillis(random.nextInt(1, LONGEST_THOUGHT_MILLIS))))
                .onComplete(rested -> readNext(random, end));
    }

    private void answered(int gateway, Resource resource, long sent, Received answer) {
        note("response " + answer.status());
        if (answer.status() == 200) {
            long made = Long.parseLong(answer.body());
            String status = answer.cacheStatus();
            note(status.replaceAll("; (ttl|fwd-status)=-?\\d+", ""));
            history.add(new History.Response(Integer.toString(gateway), resource, made, sent, status));
        }
    }

    private Future<Void> purgeNext(Random random, Promise<Void> end) {
        if (enough) {
            end.complete();
            return end.future();
        }
        GatewayProcess gateway = fleet.gateway(random.nextInt(fleet.gateways().size()));
        Scope scope = Scope.any(random);
        Buffer order = scope.order(FOR_CONFIRMATION).toBuffer();
        long sent = System.nanoTime();
        return fleet.admin(gateway, "POST", "/v1/purge", order)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(answer -> purged(scope, sent, answer))
                .onFailure(cause -> note("purge failed"))
                .transform(either -> fleet.later(Duration.ofMillis(random.nextInt(1, LONGEST_REST_MILLIS))))
                .onComplete(rested -> purgeNext(random, end));
    }

    private void purged(Scope scope, long sent, Received answer) {
        note("purge " + answer.status());
        if (answer.status() == 200) {
            history.add(new History.Purge(scope, sent, System.nanoTime(), answer.body()));
            JsonObject outcome = new JsonObject(answer.content());
            if (!outcome.getJsonArray("detached").isEmpty()) {
                note("purge confirmed with detached gateways");
            }
        }
    }
}
