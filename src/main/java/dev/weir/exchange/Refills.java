package dev.weir.exchange;

import dev.weir.invalidation.Filing;
import dev.weir.invalidation.Subject;
import dev.weir.message.AbsoluteUri;
import dev.weir.message.TargetUri;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Fetches hot URLs again once a purge has taken them out, begun with the hottest, a few at a time and within each origin's
 * budget for what nobody waits for, so that a purge of much is no stampede.
 *
 * <p>One a process; begun on any event loop, carried out on one. What a purge named by URL or prefix is known by its key;
 * what it named by group only if it is stored.
 */
public final class Refills {
    /**
     * One event loop of this process.
     *
     * @param context that of the other two
     */
    public record Loop(Context context, HotKeys hot, Refiller refiller) {}

    /** Not more than these are looked at for one purge. */
    static final int MOST = 1_000;

    private static final long PACE_MILLIS = 20;

    private final Filing filing;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final Set<TargetUri> waiting = new LinkedHashSet<>();
    private boolean pumping;

    public Refills(Filing filing) {
        this.filing = filing;
    }

    public void opened(Loop loop) {
        loops.add(loop);
    }

    /** The hottest keys of this process. Completes on the caller's context. */
    public Future<List<HotKeys.Hot>> hot(int most) {
        return loops.isEmpty() ? Future.succeededFuture(List.of()) : hot(caller(), most);
    }

    private Context caller() {
        return loops.get(0).context().owner().getOrCreateContext();
    }

    private Future<List<HotKeys.Hot>> hot(Context caller, int most) {
        return HotKeys.top(caller, loops.stream().map(Loop::hot).toList(), most);
    }

    /**
     * Begins to fetch again what is hot among these.
     *
     * @return how many URLs that are, on the caller's context; never fails
     */
    public Future<Integer> begin(List<Subject> subjects) {
        if (loops.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Promise<Integer> told = Promise.promise();
        Context caller = caller();
        Loop worker = loops.get(0);
        worker.context()
                .runOnContext(here -> hot(worker.context(), MOST)
                        .compose(hot -> among(worker, hot, subjects))
                        .map(uris -> enqueue(worker, uris))
                        .otherwise(0)
                        .onSuccess(number -> caller.runOnContext(there -> told.complete(number))));
        return told.future();
    }

    private Future<List<TargetUri>> among(Loop worker, List<HotKeys.Hot> hot, List<Subject> subjects) {
        Named named = Named.of(subjects, filing);
        List<Future<@Nullable TargetUri>> decisions = new ArrayList<>();
        for (HotKeys.Hot each : hot) {
            TargetUri uri = uriOf(each.key());
            if (uri != null && named.byUri(uri.toString())) {
                decisions.add(Future.succeededFuture(uri));
            } else if (uri != null && named.groups()) {
                decisions.add(worker.refiller().isPurged(uri).map(purged -> purged ? uri : null));
            }
        }
        return Future.all(decisions).map(all -> {
            List<TargetUri> uris = new ArrayList<>();
            all.<@Nullable TargetUri>list().forEach(uri -> add(uris, uri));
            return uris;
        });
    }

    private static void add(List<TargetUri> uris, @Nullable TargetUri uri) {
        if (uri != null) {
            uris.add(uri);
        }
    }

    /** The URI of a key that GET has; null for others, and for one that is not written as it is sent. */
    private static @Nullable TargetUri uriOf(String key) {
        if (!key.startsWith("GET ") || key.indexOf('\\') >= 0) {
            return null;
        }
        int end = key.indexOf(' ', 4);
        return AbsoluteUri.read(key.substring(4, end < 0 ? key.length() : end));
    }

    private int enqueue(Loop worker, List<TargetUri> uris) {
        waiting.addAll(uris);
        if (!pumping) {
            pumping = true;
            next(worker);
        }
        return uris.size();
    }

    private void next(Loop worker) {
        if (waiting.isEmpty()) {
            pumping = false;
            return;
        }
        TargetUri uri = waiting.iterator().next();
        if (worker.refiller().putsOff(uri)) {
            later(worker);
            return;
        }
        waiting.remove(uri);
        worker.refiller().refill(uri).onComplete(begun -> later(worker));
    }

    private void later(Loop worker) {
        worker.context().owner().setTimer(PACE_MILLIS, now -> next(worker));
    }

    /** What a purge names, as keys hold it. */
    private record Named(Set<String> uris, List<String> prefixes, boolean all, boolean groups) {
        static Named of(List<Subject> subjects, Filing filing) {
            Set<String> uris = new HashSet<>();
            List<String> prefixes = new ArrayList<>();
            boolean all = false;
            boolean groups = false;
            for (Subject subject : subjects) {
                switch (subject) {
                    case Subject.Uri uri -> uris.addAll(filing.uris(uri.uri()));
                    case Subject.Prefix prefix -> prefixes.add(filing.prefix(prefix.prefix()));
                    case Subject.Group group -> groups = true;
                    case Subject.All everything -> all = true;
                }
            }
            return new Named(uris, prefixes, all, groups);
        }

        boolean byUri(String uri) {
            return all || uris.contains(uri) || prefixes.stream().anyMatch(uri::startsWith);
        }
    }
}
