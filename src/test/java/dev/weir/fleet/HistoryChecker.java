package dev.weir.fleet;

import dev.weir.fleet.History.Purge;
import dev.weir.fleet.History.Response;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether a history keeps the promise: who asks after a purge was confirmed gets nothing that was made before that purge
 * was ordered. Pure.
 *
 * <p>What was made between order and confirmation may be served or not: the purge took effect at some time between the two.
 */
final class HistoryChecker {
    /** A response that should have been forgotten. */
    record Violation(Response response, Purge purge) {
        @Override
        public String toString() {
            return "%s at %s: made %d ms before %s was ordered, sent %d ms after it was confirmed by %s; %s"
                    .formatted(
                            response.resource().path(),
                            response.gateway(),
                            (purge.sent() - response.made()) / 1_000_000,
                            purge.scope(),
                            (response.sent() - purge.confirmed()) / 1_000_000,
                            purge.answer(),
                            response.cacheStatus());
        }
    }

    /** Of each scope: the purge ordered last of all those that were confirmed up to a time. */
    private final Map<Scope, NavigableMap<Long, Purge>> latest = new HashMap<>();

    private HistoryChecker(List<Purge> purges) {
        purges.stream().sorted(Comparator.comparingLong(Purge::confirmed)).forEach(this::add);
    }

    static List<Violation> check(List<Response> responses, List<Purge> purges) {
        HistoryChecker checker = new HistoryChecker(purges);
        return responses.stream().flatMap(checker::violation).toList();
    }

    private void add(Purge purge) {
        NavigableMap<Long, Purge> sofar = latest.computeIfAbsent(purge.scope(), scope -> new TreeMap<>());
        Purge before = sofar.isEmpty() ? purge : sofar.lastEntry().getValue();
        sofar.put(purge.confirmed(), before.sent() > purge.sent() ? before : purge);
    }

    private Stream<Violation> violation(Response response) {
        return response.resource().scopes().stream()
                .flatMap(scope -> confirmedBefore(scope, response.sent()).stream())
                .filter(purge -> response.made() < purge.sent())
                .max(Comparator.comparingLong(Purge::sent))
                .map(purge -> new Violation(response, purge))
                .stream();
    }

    private Optional<Purge> confirmedBefore(Scope scope, long time) {
        return Optional.ofNullable(latest.get(scope))
                .map(purges -> purges.lowerEntry(time))
                .map(Map.Entry::getValue);
    }
}
