package dev.weir.invalidation;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what operators order: writes it to the log, in as many entries as it takes, and answers once.
 *
 * <p>The log is applied in order, so that the fleet is only waited for at the last entry: who has applied that one has
 * applied all before it.
 *
 * <p>Called on any event loop, completes on the caller's context and never fails.
 */
public final class Purging {
    private final PurgeLog log;
    private final Function<List<Subject>, Future<Integer>> refill;

    /** @param refill fetches hot URLs of these subjects again, and tells how many they are; never fails */
    public Purging(PurgeLog log, Function<List<Subject>, Future<Integer>> refill) {
        this.log = log;
        this.refill = refill;
    }

    public Future<Purged> purge(PurgeOrder order) {
        List<Subject> subjects = order.subjects().stream().distinct().toList();
        return append(new Pages(entries(subjects, order.soft()), order), 0)
                .compose(outcome -> settled(order, subjects, outcome));
    }

    /** In the order given; none for no subject. */
    static List<Purge> entries(List<Subject> subjects, boolean soft) {
        List<Purge> entries = new ArrayList<>();
        for (int from = 0; from < subjects.size(); from += Purge.MOST_SUBJECTS) {
            int to = Math.min(from + Purge.MOST_SUBJECTS, subjects.size());
            entries.add(new Purge(subjects.subList(from, to), soft));
        }
        return entries;
    }

    private Future<PurgeOutcome> append(Pages pages, int at) {
        boolean last = at == pages.entries().size() - 1;
        PurgeOrder order = pages.order();
        return log.append(pages.entries().get(at), last && order.confirm(), order.patience())
                .compose(outcome -> last || !(outcome instanceof PurgeOutcome.Appended)
                        ? Future.succeededFuture(pages.outcome(at, outcome))
                        : append(pages, at + 1));
    }

    private Future<Purged> settled(PurgeOrder order, List<Subject> subjects, PurgeOutcome outcome) {
        return order.refill() && outcome instanceof PurgeOutcome.Appended
                ? refill.apply(subjects).map(refilling -> new Purged(outcome, refilling))
                : Future.succeededFuture(Purged.without(outcome));
    }

    /** An order, as the entries it is written in. */
    private record Pages(List<Purge> entries, PurgeOrder order) {
        /** A refusal after the first entry is not one of the whole: what stands before it is forgotten. */
        PurgeOutcome outcome(int at, PurgeOutcome outcome) {
            @Nullable
            String why =
                    switch (outcome) {
                        case PurgeOutcome.Appended appended -> null;
                        case PurgeOutcome.Refused refused -> refused.why();
                        case PurgeOutcome.Unknown unknown -> unknown.why();
                    };
            return at == 0 || why == null
                    ? outcome
                    : new PurgeOutcome.Unknown(
                            at + " of " + entries.size() + " entries stand in the log; of the next: " + why);
        }
    }
}
