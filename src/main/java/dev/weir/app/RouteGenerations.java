package dev.weir.app;

import dev.weir.route.KeyRules;
import dev.weir.route.RouteSettings;
import dev.weir.route.Routes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The routes that this process has had, as far as they differ in what they store under which keys. One thread at a time.
 */
final class RouteGenerations {
    /** Of these many a purge takes out what they stored; who changes the keys more often forgets the oldest. */
    private static final int MOST = 8;

    private record Filed(RouteSettings.Match match, KeyRules key) {}

    private record Generation(List<Filed> filed, Routes routes) {}

    private final Deque<Generation> generations = new ArrayDeque<>();

    /** These routes are those of now; answers the others that were, the newest first. */
    List<Routes> begin(List<RouteSettings> settings, Routes routes) {
        List<Filed> filed = settings.stream()
                .filter(route -> route.caching() != null)
                .map(route -> new Filed(route.match(), route.key()))
                .toList();
        generations.removeIf(generation -> generation.filed().equals(filed));
        List<Routes> former = generations.stream().map(Generation::routes).toList();
        generations.addFirst(new Generation(filed, routes));
        if (generations.size() > MOST) {
            generations.removeLast();
        }
        return former;
    }
}
