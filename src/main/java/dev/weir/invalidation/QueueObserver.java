package dev.weir.invalidation;

/** Told of purges that were lost because the log could not be written for long. Any thread; must not fail. */
@FunctionalInterface
public interface QueueObserver {
    QueueObserver NONE = () -> {};

    /** One subject will never be appended: the queue was full. */
    void dropped();
}
