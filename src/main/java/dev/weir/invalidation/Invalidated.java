package dev.weir.invalidation;

/**
 * Where an invalidation stands in the log of purges.
 *
 * @param id 0 where it stands nowhere
 */
public record Invalidated(long id) {
    /** Nothing was to be invalidated, or it stands in no log. */
    public static final Invalidated NOTHING = new Invalidated(0);

    public static Invalidated by(PurgeOutcome outcome) {
        return outcome instanceof PurgeOutcome.Appended appended ? new Invalidated(appended.id()) : NOTHING;
    }
}
