package dev.weir.app;

import dev.weir.invalidation.Filing;
import dev.weir.message.CacheKey;
import dev.weir.route.FiledUris;
import dev.weir.route.Routes;
import java.util.List;

/** How the configured routes file URIs. */
record RouteFiling(FiledUris filed) implements Filing {
    static RouteFiling of(Routes routes) {
        return new RouteFiling(new FiledUris(routes));
    }

    @Override
    public List<String> uris(String uri) {
        return filed.texts(uri);
    }

    @Override
    public String prefix(String prefix) {
        return FiledUris.prefix(prefix);
    }

    @Override
    public List<CacheKey> plainKeys(String uri) {
        return filed.plainKeys(uri);
    }
}
