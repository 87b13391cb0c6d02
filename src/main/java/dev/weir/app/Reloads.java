package dev.weir.app;

import dev.weir.admin.Reloaded;
import dev.weir.config.Configuration;
import dev.weir.config.Configuration.Accepted;
import dev.weir.config.Mistake;
import dev.weir.config.WeirSettings;
import dev.weir.metrics.ConfigMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again while the gateway runs: when it is told to, and when the file has changed. A file that is
 * wrong changes nothing. One reload at a time, in the order in which they were asked for. Any thread.
 */
final class Reloads {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.config");
    private static final long LOOK_MILLIS = 500;

    private final Vertx vertx;
    private final @Nullable ConfigSource source;
    private final ConfigMeters meters;
    private final Function<ReloadPlan, Future<Void>> applying;
    private volatile Accepted running;
    private volatile byte[] read = new byte[0];
    private volatile Future<?> looking = Future.succeededFuture();
    private volatile boolean closed;
    private volatile Future<Reloaded> last = Future.succeededFuture(new Reloaded.NoFile());

    /** @param applying makes the gateway run by a plan, or fails and changes nothing */
    Reloads(
            Vertx vertx,
            @Nullable ConfigSource source,
            WeirSettings settings,
            ConfigMeters meters,
            Function<ReloadPlan, Future<Void>> applying) {
        this.vertx = vertx;
        this.source = source;
        this.running = new Accepted(settings, source == null ? Map.of() : source.written());
        this.meters = meters;
        this.applying = applying;
    }

    /** What the gateway runs with. */
    Accepted running() {
        return running;
    }

    /** Every value that stands in the file and holds, by its path, as it may be shown. */
    Map<String, String> shown() {
        return running.written();
    }

    /** Looks at the file from now on. */
    void watch() {
        if (source != null) {
            looking = vertx.executeBlocking(source::content, false)
                    .onSuccess(content -> read = content)
                    .onSuccess(content -> watch(source, new ConfigWatch(content)));
        }
    }

    private void watch(ConfigSource file, ConfigWatch watch) {
        vertx.setTimer(LOOK_MILLIS, due -> {
            if (!closed) {
                looking = look(file, watch).onComplete(done -> watch(file, watch));
            }
        });
    }

    private Future<Void> look(ConfigSource file, ConfigWatch watch) {
        return vertx.executeBlocking(file::content, false)
                .compose(content -> watch.isDue(content, read)
                        ? reload("the file has changed").mapEmpty()
                        : Future.succeededFuture());
    }

    /** Looks no more; completes when nothing is being read. */
    Future<Void> close() {
        closed = true;
        return looking.transform(done -> last).transform(done -> Future.succeededFuture());
    }

    /**
     * Never fails.
     *
     * @param cause told to the log
     */
    synchronized Future<Reloaded> reload(String cause) {
        ConfigSource file = source;
        if (file != null && !closed) {
            last = last.transform(before -> once(file, cause));
        }
        return last;
    }

    private Future<Reloaded> once(ConfigSource file, String cause) {
        return vertx.executeBlocking(() -> read(file), false)
                .compose(read -> switch (read) {
                    case Accepted accepted -> apply(ReloadPlan.of(running, accepted), cause);
                    case Configuration.Refused refused -> Future.succeededFuture(refused(refused.mistakes(), cause));
                })
                .recover(bug -> Future.succeededFuture(failed(bug, cause)));
    }

    private Configuration read(ConfigSource file) {
        read = file.content();
        return file.read();
    }

    private Future<Reloaded> apply(ReloadPlan plan, String cause) {
        Future<Void> done = plan.changesNothing() ? Future.succeededFuture() : applying.apply(plan);
        return done.map(applied -> applied(plan, cause)).recover(why -> Future.succeededFuture(failed(why, cause)));
    }

    private Reloaded applied(ReloadPlan plan, String cause) {
        running = plan.running();
        meters.reloaded(plan.changesNothing() ? ConfigMeters.Outcome.UNCHANGED : ConfigMeters.Outcome.APPLIED);
        if (plan.changesNothing()) {
            LOG.info("Configuration: read again ({}), nothing is different", cause);
        } else {
            LOG.info("Configuration: read again ({}), different: {}", cause, String.join("; ", plan.changed()));
        }
        if (!plan.afterRestart().isEmpty()) {
            LOG.warn("Configuration: needs a restart, and is not applied: {}", String.join(", ", plan.afterRestart()));
        }
        return new Reloaded.Applied(plan.changed(), plan.afterRestart());
    }

    private Reloaded refused(List<Mistake> mistakes, String cause) {
        meters.reloaded(ConfigMeters.Outcome.REFUSED);
        LOG.error("Configuration: read again ({}), has mistakes, and nothing is changed", cause);
        mistakes.forEach(mistake -> LOG.error("Configuration: {}", mistake));
        return new Reloaded.Refused(mistakes.stream()
                .map(mistake -> new Reloaded.Refused.Fault(mistake.place().line(), mistake.toString()))
                .toList());
    }

    private Reloaded failed(Throwable why, String cause) {
        meters.reloaded(ConfigMeters.Outcome.FAILED);
        LOG.error(
                "Configuration: read again ({}), cannot be applied, and nothing is changed: {}", cause, why.toString());
        return new Reloaded.Failed(String.valueOf(why.getMessage()));
    }
}
