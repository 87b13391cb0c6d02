package dev.weir.invalidation;

/**
 * What became of an order to purge.
 *
 * @param refilling hot URLs that are being fetched again; −1 where that was not asked for
 */
public record Purged(PurgeOutcome outcome, int refilling) {
    static Purged without(PurgeOutcome outcome) {
        return new Purged(outcome, -1);
    }
}
