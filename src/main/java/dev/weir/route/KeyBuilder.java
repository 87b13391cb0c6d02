package dev.weir.route;

import dev.weir.message.CacheKey;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;

/** Builds the canonical cache key of a request. */
final class KeyBuilder {
    KeyBuilder(KeyRules rules) {}

    CacheKey keyOf(RequestHead request) {
        TargetUri target = request.target();
        return new CacheKey("GET " + target.scheme() + "://" + Authority.canonical(target.scheme(), target.authority())
                + target.pathAndQuery());
    }
}
