package dev.weir.exchange;

import dev.weir.invalidation.PurgeMatch;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request that came now, and why.
 *
 * @param request as its route hears it; its position is that of the log of purges
 * @param now by the clock of Redis
 * @param asked which route takes it, and under which key it is looked up; null where none does
 * @param places where it was looked for, in order
 * @param kept the response that was found, whether it answers or not; null where nothing is stored
 * @param next what the next such request would get
 */
public record Explained(
        RequestHead request,
        Instant now,
        @Nullable Asked asked,
        List<Place> places,
        @Nullable Kept kept,
        Next next) {
    /**
     * The route and the key.
     *
     * @param key null where nothing is looked up
     * @param query members of the query that are not part of the key, nor are these fields and cookies
     */
    public record Asked(
            String route,
            String origin,
            @Nullable CacheKey key,
            List<String> query,
            List<String> fields,
            List<String> cookies) {}

    /**
     * One place that was looked at.
     *
     * @param store {@code near} or {@code redis}
     * @param key as it is called there
     * @param found in words
     */
    public record Place(String store, String key, String found) {}

    /**
     * A stored response.
     *
     * @param source what states its lifetime, in words; null where today's rules would not store it
     * @param verdict what the purges say of it
     * @param purges those that name it, of whatever age
     */
    public record Kept(StoredResponse response, @Nullable String source, Verdict verdict, List<PurgeMatch> purges) {
        /** Purges above it count against it. */
        public Fence fence() {
            return response.fence();
        }
    }

    /** What is done with a request. */
    public enum Action {
        /** Answered from what is stored. */
        SERVE,
        /** Answered from what is stored and stale, which is refreshed meanwhile. */
        SERVE_STALE,
        /** The origin is asked whether what is stored still holds. */
        VALIDATE,
        /** The origin is asked for the whole. */
        FORWARD,
        /** The origin is asked without looking at what is stored. */
        PASS,
        /** The gateway answers by itself. */
        REFUSE
    }

    /**
     * The next request.
     *
     * @param cacheStatus what its answer says by Cache-Status, as far as that is known before the origin was asked; null
     *     where it says nothing
     * @param status of its answer; 0 where the origin decides
     * @param why in words
     * @param remarks what else may happen, in words
     */
    public record Next(Action action, @Nullable String cacheStatus, int status, String why, List<String> remarks) {}
}
