package dev.weir.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Has a gateway warm one list after the other, and adds up what became of them. */
final class WarmRun {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;

    private final AdminClient client;
    private final CountDownLatch given = new CountDownLatch(1);
    private final Map<String, Integer> outcomes = new LinkedHashMap<>();
    private final List<String> failed = new ArrayList<>();
    private volatile @Nullable String job;
    private int done;

    WarmRun(AdminClient client) {
        this.client = client;
    }

    /**
     * Waits for the end of a job.
     *
     * @param told takes how many URLs of all lists are done
     */
    void warm(JsonObject order, LongConsumer told) throws AdminFailure, InterruptedException {
        JsonObject state = answered(client.post("/v1/warm", order, PATIENCE));
        String id = state.getString("id", "");
        job = id;
        while (state.getString("phase", "").equals("running")) {
            told.accept(done + state.getInteger("done", 0));
            if (given.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw AdminFailure.refused("given up; what was under way is finished");
            }
            state = answered(client.get("/v1/warm/" + id, PATIENCE));
        }
        job = null;
        done += state.getInteger("done", 0);
        told.accept(done);
        state.getJsonObject("outcomes", new JsonObject())
                .forEach(outcome -> outcomes.merge(outcome.getKey(), (Integer) outcome.getValue(), Integer::sum));
        state.getJsonArray("failed", new JsonArray()).forEach(url -> failed.add(String.valueOf(url)));
    }

    private static JsonObject answered(AdminAnswer answer) throws AdminFailure {
        if (answer.isProblem()) {
            throw answer.status() == 400
                    ? AdminFailure.wrong(answer.problem())
                    : AdminFailure.refused(answer.problem());
        }
        return answer.body();
    }

    /** The process ends: the job is not to go on without it. Any thread. */
    void abandon() {
        given.countDown();
        String running = job;
        if (running != null) {
            try {
                client.delete("/v1/warm/" + running, PATIENCE);
            } catch (AdminFailure unreachable) {
                // There is nobody left to tell.
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    int done() {
        return done;
    }

    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** The first of each list that failed. */
    List<String> failed() {
        return failed;
    }

    /** Whether any failed, or is not served at all. */
    boolean isFlawed() {
        return outcomes.getOrDefault("failed", 0) + outcomes.getOrDefault("refused", 0) > 0;
    }
}
