package dev.weir.invalidation;

/**
 * Purges that name one thing by which a response can be purged, as the index knows them: the newest of each kind, and never
 * an older one than was made.
 *
 * @param kind how they name it
 * @param name what they name; empty for everything
 * @param hard id of the newest hard one, 0 if there was none
 * @param any id of the newest of either kind
 */
public record PurgeMatch(PurgeObserver.Kind kind, String name, long hard, long any) {}
