package dev.weir.exchange;

import dev.weir.fill.Filler;
import dev.weir.invalidation.Invalidator;
import dev.weir.message.CacheKey;
import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.route.Route;
import dev.weir.route.Routes;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Invalidates by taking values out of the store, for every gateway that shares it.
 *
 * <p>For each URI those under the keys that a GET would have with the fields of the unsafe request and with none, and all
 * variants below. Out of reach are keys made of other clients' fields and cookies or of request content, groups, what
 * other gateways are fetching at the moment, and everything while the store does not answer.
 */
public final class RemovingInvalidator implements Invalidator {
    private final Routes routes;
    private final Filler filler;

    public RemovingInvalidator(Routes routes, Filler filler) {
        this.routes = routes;
        this.filler = filler;
    }

    @Override
    public Future<Void> invalidate(RequestHead cause, List<TargetUri> uris, List<String> groups) {
        Set<CacheKey> keys = new LinkedHashSet<>();
        for (TargetUri uri : uris) {
            add(keys, get(cause, uri, cause.headers()));
            add(keys, get(cause, uri, FieldLines.EMPTY));
        }
        return Future.join(keys.stream().map(filler::forget).toList()).mapEmpty();
    }

    private void add(Set<CacheKey> keys, RequestHead get) {
        Route route = routes.match(get);
        if (route != null && route.caching() != null) {
            keys.add(route.keyOf(get));
        }
    }

    private static RequestHead get(RequestHead cause, TargetUri uri, Headers fields) {
        return new RequestHead("GET", uri, fields, cause.protocol(), cause.position());
    }
}
