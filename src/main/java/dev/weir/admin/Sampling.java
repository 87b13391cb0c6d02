package dev.weir.admin;

import io.vertx.core.Future;

/** Takes snapshots, each of the time since the one before. */
public interface Sampling {
    /** Called on the admin plane's event loop, one at a time, completes there. */
    Future<Snapshot> next();
}
