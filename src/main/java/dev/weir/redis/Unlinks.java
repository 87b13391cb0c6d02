package dev.weir.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Takes out of Redis what purges of URIs have matched, a few at a time: those of a purge of thousands must not fill the
 * link before the next purge.
 *
 * <p>What does not fit into the queue, or fails, is left to expire: the log is what makes sure that nobody gets it. One
 * event loop.
 */
final class Unlinks {
    private static final int MOST_UNDER_WAY = 64;
    private static final int MOST_WAITING = 20_000;

    private record Purged(CacheKey key, long id) {}

    private final RedisLink link;
    private final RedisKeys keys;
    private final Deque<Purged> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean sending;

    Unlinks(RedisLink link, RedisKeys keys) {
        this.link = link;
        this.keys = keys;
    }

    /** @param id number of the purge: what is newer stays */
    void add(CacheKey key, long id) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(new Purged(key, id));
        }
        send();
    }

    /** A link that is down answers from within the call: the loop goes on, or the stack would grow. */
    private void send() {
        if (sending) {
            return;
        }
        sending = true;
        while (underWay < MOST_UNDER_WAY && !waiting.isEmpty()) {
            Purged next = waiting.remove();
            underWay++;
            Script.UNLINK
                    .run(
                            link,
                            List.of(keys.response(StoreKey.of(next.key()))),
                            List.of(Long.toString(next.id()).getBytes(UTF_8)))
                    .onComplete(done -> {
                        underWay--;
                        send();
                    });
        }
        sending = false;
    }
}
