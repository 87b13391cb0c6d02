package dev.weir.app;

import dev.weir.exchange.Destinations;
import dev.weir.invalidation.Filing;
import dev.weir.message.CacheKey;
import dev.weir.route.FiledUris;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How the configured routes file URIs, those of before included: what they stored is found again should they come back, and
 * must not come back with what was purged meanwhile.
 */
record RouteFiling(Supplier<Destinations> destinations) implements Filing {
    @Override
    public List<String> uris(String uri) {
        return by(filed -> filed.texts(uri));
    }

    @Override
    public String prefix(String prefix) {
        return FiledUris.prefix(prefix);
    }

    @Override
    public List<CacheKey> plainKeys(String uri) {
        return by(filed -> filed.plainKeys(uri));
    }

    private <T> List<T> by(Function<FiledUris, List<T>> filing) {
        Stream<FiledUris> all = destinations.get().allRoutes().map(FiledUris::new);
        return all.flatMap(filed -> filing.apply(filed).stream()).distinct().toList();
    }
}
