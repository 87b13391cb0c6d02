package dev.weir.exchange;

import dev.weir.fill.Filler;
import dev.weir.invalidation.Invalidated;
import dev.weir.invalidation.Invalidator;
import dev.weir.invalidation.QueuedPurges;
import dev.weir.invalidation.Subject;
import dev.weir.invalidation.SubjectReader;
import dev.weir.message.CacheKey;
import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.route.Route;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Invalidates by the log of purges, for every gateway of the fleet, and whatever the keys of a URI are made of.
 *
 * <p>URIs and groups of which no route stores anything are left out: a flood of requests that change what nobody caches
 * must not be one of purges.
 */
public final class LoggedInvalidator implements Invalidator {
    private final Supplier<Destinations> destinations;
    private final Filler filler;
    private final QueuedPurges purges;

    public LoggedInvalidator(Supplier<Destinations> destinations, Filler filler, QueuedPurges purges) {
        this.destinations = destinations;
        this.filler = filler;
        this.purges = purges;
    }

    @Override
    public Future<Invalidated> invalidate(RequestHead cause, List<TargetUri> uris, List<String> groups) {
        Destinations now = destinations.get();
        List<Subject> subjects = new ArrayList<>();
        uris.stream().filter(now::mayStore).forEach(uri -> subjects.add(new Subject.Uri(uri.toString())));
        if (now.mayStoreOf(cause.target().authority())) {
            groups.forEach(name -> add(subjects, name, SubjectReader.originOf(cause.target())));
        }
        return subjects.isEmpty()
                ? Future.succeededFuture(Invalidated.NOTHING)
                : purges.purge(filler.context(), subjects)
                        .compose(purged -> ground(cause, uris).map(Invalidated.by(purged.outcome())));
    }

    private static void add(List<Subject> subjects, String name, String origin) {
        Subject.Group group = SubjectReader.group(origin, name);
        if (group != null) {
            subjects.add(group);
        }
    }

    /** What this process is fetching was asked for before: whoever comes from now on need not wait for its end. */
    private Future<Void> ground(RequestHead cause, List<TargetUri> uris) {
        Set<CacheKey> keys = new LinkedHashSet<>();
        for (TargetUri uri : uris) {
            add(keys, get(cause, uri, cause.headers()));
            add(keys, get(cause, uri, FieldLines.EMPTY));
        }
        return Future.join(keys.stream().map(filler::ground).toList()).mapEmpty();
    }

    private void add(Set<CacheKey> keys, RequestHead get) {
        Route route = destinations.get().routes().match(get);
        if (route != null && route.caching() != null) {
            keys.add(route.keyOf(get));
        }
    }

    private static RequestHead get(RequestHead cause, TargetUri uri, Headers fields) {
        return new RequestHead("GET", uri, fields, cause.protocol(), cause.position());
    }
}
