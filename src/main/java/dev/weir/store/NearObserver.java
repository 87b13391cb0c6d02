package dev.weir.store;

/** Told of what the near store lets go of. Called on any thread; must not fail. */
@FunctionalInterface
public interface NearObserver {
    NearObserver NONE = why -> {};

    void dropped(Why why);

    enum Why {
        /** Others are worth more of the room. */
        SIZE,
        /** It was of no use any more. */
        EXPIRED
    }
}
