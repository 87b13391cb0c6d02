package dev.weir.app;

import dev.weir.exchange.WarmOrder;
import dev.weir.exchange.WarmState;
import io.vertx.core.Context;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The jobs of one process that warm it, and the last of those that are over. Event loop of the admin plane. */
final class WarmJobs {
    static final int MOST_RUNNING = 4;
    private static final int MOST_KEPT = 32;

    private final Map<String, WarmJob> byId = new LinkedHashMap<>();

    /** Empty where enough are running. */
    Optional<WarmState> begin(Context context, WarmOrder order, List<Desk> desks) {
        if (byId.values().stream().filter(WarmJob::isRunning).count() >= MOST_RUNNING) {
            return Optional.empty();
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        WarmJob job = new WarmJob(id, context, order, desks);
        byId.put(id, job);
        forgetOldest();
        job.begin();
        return Optional.of(job.state());
    }

    @Nullable
    WarmState state(String id) {
        WarmJob job = byId.get(id);
        return job == null ? null : job.state();
    }

    /** What is under way is finished. */
    @Nullable
    WarmState cancel(String id) {
        WarmJob job = byId.get(id);
        if (job == null) {
            return null;
        }
        job.cancel();
        return job.state();
    }

    private void forgetOldest() {
        byId.values().stream()
                .filter(job -> !job.isRunning())
                .limit(Math.max(0, byId.size() - MOST_KEPT))
                .map(WarmJob::id)
                .toList()
                .forEach(byId::remove);
    }
}
