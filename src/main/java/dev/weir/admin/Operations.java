package dev.weir.admin;

import dev.weir.invalidation.PurgeOrder;
import dev.weir.invalidation.Purged;
import io.vertx.core.Future;

/** What the admin plane asks the gateway; implemented where everything is wired together. */
public interface Operations {
    /**
     * All meters in the Prometheus text format, version 0.0.4.
     *
     * <p>Called on a worker thread, possibly on several at once: it may take its time.
     */
    String scrape();

    /** Whether the gateway can serve. Called on the admin plane's event loop: it reports what is known, and asks nobody. */
    Health ready();

    /** The gateway's state. Called on the admin plane's event loop: it reports what is known, and asks nobody. */
    Status status();

    /** Purges, and tells what became of it. Called on the admin plane's event loop, completes there and never fails. */
    Future<Purged> purge(PurgeOrder order);
}
