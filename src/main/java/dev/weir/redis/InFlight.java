package dev.weir.redis;

/**
 * The commands under way on one connection, oldest first. Redis replies in order, so whatever completes is the oldest:
 * a ring of start times accounts for all of them without an object each. Not thread-safe.
 */
final class InFlight {
    private final RedisCommand[] commands;
    private final long[] sentAt;
    private long oldest;
    private long end;

    InFlight(int capacity) {
        commands = new RedisCommand[capacity];
        sentAt = new long[capacity];
    }

    boolean isEmpty() {
        return oldest == end;
    }

    boolean isFull() {
        return end - oldest == sentAt.length;
    }

    void add(RedisCommand command, long nanoTime) {
        int place = (int) (end++ % sentAt.length);
        commands[place] = command;
        sentAt[place] = nanoTime;
    }

    /** Number of the oldest since the connection began; rises with every reply. */
    long oldest() {
        return oldest;
    }

    RedisCommand oldestCommand() {
        return commands[(int) (oldest % sentAt.length)];
    }

    long oldestSentAt() {
        return sentAt[(int) (oldest % sentAt.length)];
    }

    void removeOldest() {
        oldest++;
    }
}
