package dev.weir.invalidation;

import dev.weir.message.Fence;
import org.jspecify.annotations.Nullable;

/**
 * Where an invalidation stands in the log of purges.
 *
 * @param id 0 where it stands nowhere
 * @param before id of the entry before it, -1 where that is not known
 */
public record Invalidated(long id, long before) {
    /** Nothing was to be invalidated, or it stands in no log. */
    public static final Invalidated NOTHING = new Invalidated(0, -1);

    public static Invalidated by(PurgeOutcome outcome) {
        return outcome instanceof PurgeOutcome.Appended appended
                ? new Invalidated(appended.id(), appended.before())
                : NOTHING;
    }

    /**
     * The fence of what the change itself brought, which is newer than the change; null if anybody else may have purged
     * since the request arrived: then nobody can tell which of the two is newer.
     *
     * @param arrival position that the request noted
     */
    public @Nullable Fence fence(Fence arrival) {
        boolean alone = id > 0 && before >= 0 && before <= arrival.position() && !arrival.isUnknown();
        return alone ? new Fence(id) : null;
    }
}
