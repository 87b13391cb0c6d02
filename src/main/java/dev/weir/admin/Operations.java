package dev.weir.admin;

import dev.weir.exchange.Explained;
import dev.weir.exchange.WarmOrder;
import dev.weir.exchange.WarmState;
import dev.weir.invalidation.PurgeOrder;
import dev.weir.invalidation.Purged;
import dev.weir.message.RequestHead;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the admin plane asks the gateway; implemented where everything is wired together. */
public interface Operations {
    /**
     * All meters as Prometheus reads them.
     *
     * <p>Called on a worker thread, possibly on several at once: it may take its time.
     *
     * @param openMetrics whether who asks reads OpenMetrics too, which can show traces; else the text format 0.0.4
     */
    Scrape scrape(boolean openMetrics);

    record Scrape(String contentType, String text) {}

    /** Whether the gateway can serve. Called on the admin plane's event loop: it reports what is known, and asks nobody. */
    Health ready();

    /** The gateway's state. Called on the admin plane's event loop: it reports what is known, and asks nobody. */
    Status status();

    /**
     * The keys asked for most often in the last minutes, the first the most often. Called on the admin plane's event loop,
     * completes there.
     */
    Future<List<HotKey>> hot(int most);

    /**
     * What would become of a request, at the position of the log where it is asked. Called on the admin plane's event loop,
     * completes there.
     */
    Future<Explained> explain(RequestHead request);

    /** Begins to warm; empty where enough is being warmed. Called on the admin plane's event loop, as the next two. */
    Optional<WarmState> warm(WarmOrder order);

    /** How far a job has come; null for one that is not known. */
    @Nullable
    WarmState warming(String id);

    /** Begins nothing more of a job. */
    @Nullable
    WarmState cancelWarming(String id);

    /** Snapshots of what goes on from now on. Called on the admin plane's event loop. */
    Sampling sampling();

    /** @param requests an estimate */
    record HotKey(String key, long requests) {}

    /** Purges, and tells what became of it. Called on the admin plane's event loop, completes there and never fails. */
    Future<Purged> purge(PurgeOrder order);

    /** Reads the configuration again. Called on the admin plane's event loop, completes there and never fails. */
    Future<Reloaded> reload();

    /** Every value that stands in the configuration and holds, by its path; secrets are masked. Any thread. */
    Map<String, String> config();

    /** The loggers that have a level of their own, by name, and {@code root}; levels are in lower case. Any thread. */
    Map<String, String> logLevels();

    /** Changes levels; null gives a logger that of the one above it. Any thread. */
    void changeLogLevels(Map<String, @Nullable String> levels);
}
