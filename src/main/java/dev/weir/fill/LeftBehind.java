package dev.weir.fill;

import io.vertx.core.VertxException;

/** A reader fell too far behind the others of a body that is not kept: what it lacks is no longer held. */
final class LeftBehind extends VertxException {
    private static final long serialVersionUID = 1L;

    LeftBehind() {
        super("Too slow for a body that is not stored.", true);
    }
}
