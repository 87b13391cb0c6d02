package dev.weir.policy;

import dev.weir.message.Headers;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of caches (RFC 9111 §5.2.1, RFC 5861 §4).
 *
 * <p>What cannot be read asks for most: a {@code max-age} that is no number is 0, a {@code min-fresh} without bound, a
 * {@code max-stale} or {@code stale-if-error} grants nothing, and an unreadable field is {@code no-cache}.
 *
 * @param maxStale {@link DeltaSeconds#MAX} if any staleness is accepted
 */
record RequestDirectives(
        Set<Flag> flags,
        @Nullable Duration maxAge,
        @Nullable Duration minFresh,
        @Nullable Duration maxStale,
        @Nullable Duration staleIfError) {

    static final RequestDirectives NONE = new RequestDirectives(Set.of(), null, null, null, null);

    private static final RequestDirectives NO_CACHE =
            new RequestDirectives(Set.of(Flag.NO_CACHE), null, null, null, null);

    /** Directives without an argument. */
    enum Flag {
        NO_CACHE,
        NO_STORE,
        ONLY_IF_CACHED
    }

    /** Allocates nothing for a request that has neither Cache-Control nor Pragma. */
    static RequestDirectives of(Headers headers) {
        if (headers.get(FieldNames.CACHE_CONTROL) != null) {
            Reading reading = new Reading();
            DirectiveReader.read(headers.all(FieldNames.CACHE_CONTROL), reading);
            return reading.finished();
        }
        return headers.get(FieldNames.PRAGMA) == null ? NONE : ofPragma(headers.all(FieldNames.PRAGMA));
    }

    /** Pragma speaks only where Cache-Control is silent (RFC 9111 §5.4). */
    private static RequestDirectives ofPragma(List<String> lines) {
        Reading reading = new Reading();
        DirectiveReader.read(lines, reading);
        return reading.flags.contains(Flag.NO_CACHE) ? NO_CACHE : NONE;
    }

    boolean noCache() {
        return flags.contains(Flag.NO_CACHE);
    }

    boolean noStore() {
        return flags.contains(Flag.NO_STORE);
    }

    boolean onlyIfCached() {
        return flags.contains(Flag.ONLY_IF_CACHED);
    }

    /** No wish for a certain freshness, so that stale use is a matter between origin and gateway. */
    boolean leavesFreshnessOpen() {
        return maxAge == null && minFresh == null && !noCache();
    }

    /** What a browser's reload asks; its forced reload says {@code no-cache}. */
    boolean isReload() {
        return Duration.ZERO.equals(maxAge) && minFresh == null && !noCache();
    }

    /** Whether a response of this age, with this much freshness left, is young enough for the client. */
    boolean accepts(Duration currentAge, Duration ttl) {
        return !noCache()
                && (maxAge == null || currentAge.compareTo(maxAge) <= 0)
                && (minFresh == null || ttl.compareTo(minFresh) >= 0);
    }

    private static final class Reading implements DirectiveReader.Sink {
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private @Nullable Duration maxAge;
        private @Nullable Duration minFresh;
        private @Nullable Duration maxStale;
        private @Nullable Duration staleIfError;

        @Override
        public void directive(String name, @Nullable String argument) {
            switch (name) {
                case "no-cache" -> flags.add(Flag.NO_CACHE);
                case "no-store" -> flags.add(Flag.NO_STORE);
                case "only-if-cached" -> flags.add(Flag.ONLY_IF_CACHED);
                case "max-age" -> maxAge = DeltaSeconds.merge(maxAge, argument, Duration.ZERO);
                case "min-fresh" -> minFresh = DeltaSeconds.merge(minFresh, argument, DeltaSeconds.MAX);
                case "max-stale" -> maxStale = staleness(argument);
                case "stale-if-error" -> staleIfError = DeltaSeconds.merge(staleIfError, argument, Duration.ZERO);
                default -> {}
            }
        }

        private Duration staleness(@Nullable String argument) {
            if (argument == null) {
                boolean agrees = maxStale == null || maxStale.equals(DeltaSeconds.MAX);
                return agrees ? DeltaSeconds.MAX : Duration.ZERO;
            }
            return DeltaSeconds.merge(maxStale, argument, Duration.ZERO);
        }

        @Override
        public void broken() {
            flags.add(Flag.NO_CACHE);
        }

        RequestDirectives finished() {
            return new RequestDirectives(Collections.unmodifiableSet(flags), maxAge, minFresh, maxStale, staleIfError);
        }
    }
}
