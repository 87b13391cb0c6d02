package dev.weir.fill;

import dev.weir.fill.Leases.Write;
import dev.weir.message.SearchIndex;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.policy.NoVarySearch;
import dev.weir.policy.Retention;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a response that is the answer to many queries (No-Vary-Search) be found by all of them.
 *
 * <p>The first that says so is filed twice: under its own query, and under the key that stands for all that are the same;
 * then the rule becomes the index of its URI. From then on requests that find nothing under their own query look and
 * fill under that key, so that no response is filed twice again. The index goes last: whoever sees it finds what it leads
 * to. Its mark is new, so that what an earlier index led to, and may have been taken out with it, stays out of reach.
 */
final class Equating {
    private static final Future<Void> DONE = Future.succeededFuture();

    private final Filler.Wiring wiring;
    private final StoredResponse response;
    private final NoVarySearch rule;

    private Equating(Filler.Wiring wiring, StoredResponse response, NoVarySearch rule) {
        this.wiring = wiring;
        this.response = response;
        this.rule = rule;
    }

    /** Before the response is stored under its own key; never fails. */
    static Future<Void> file(StoredResponse response, FillPlan plan, Filler.Wiring wiring) {
        @Nullable
        NoVarySearch rule = plan.heedsSearch() ? NoVarySearch.of(response.head().headers()) : null;
        return rule == null ? DONE : new Equating(wiring, response, rule).file();
    }

    private Future<Void> file() {
        Instant now = wiring.clock().instant();
        Duration keep = Retention.keep(response, now);
        return keep.isZero()
                ? DONE
                : wiring.store().get(StoreKey.ofSearch(response.key())).compose(found -> index(found, now, keep));
    }

    private Future<Void> index(Lookup found, Instant now, Duration keep) {
        if (found instanceof Lookup.Equates known
                && rule.equals(NoVarySearch.parse(known.index().rule()))) {
            return write(known.index(), keep);
        }
        String field = NoVarySearch.fieldOf(response.head().headers());
        // What a gone index led to must not come back under a new one: its URI may have been invalidated meanwhile.
        if (field == null || response.key().standsForQueries()) {
            return DONE;
        }
        SearchIndex learned = new SearchIndex(
                response.key().withoutQuery(), field, wiring.fillIds().getAsLong());
        StoredResponse forAll =
                response.under(learned.keyFor(rule.canonical(response.key().query())));
        return write(Candidate.writes(StoreKey.of(forAll.key()), forAll, now)).compose(written -> write(learned, keep));
    }

    private Future<Void> write(List<Write> writes) {
        Future<Void> written = DONE;
        for (Write write : writes) {
            written = written.compose(before ->
                    wiring.store().put(write.key(), write.value(), write.keep()).mapEmpty());
        }
        return written;
    }

    private Future<Void> write(SearchIndex index, Duration keep) {
        return wiring.store()
                .put(StoreKey.ofSearch(index.key()), new Lookup.Equates(index), Retention.ofIndex(keep))
                .mapEmpty();
    }
}
