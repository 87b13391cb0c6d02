package dev.weir.redis;

import io.vertx.core.Future;
import java.util.List;

/** Knows which server a connection is to be made to. */
interface Locator {
    /**
     * The address to try next; fails with {@link DialFailure} if nobody can tell.
     *
     * @param attempt how many attempts have failed in a row before, from 0
     */
    Future<Endpoint> locate(int attempt);

    /** One after the other. */
    static Locator inTurn(List<Endpoint> endpoints) {
        return attempt -> Future.succeededFuture(endpoints.get(attempt % endpoints.size()));
    }
}
