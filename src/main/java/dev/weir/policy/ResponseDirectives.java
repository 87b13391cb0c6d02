package dev.weir.policy;

import dev.weir.message.Headers;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a response says to shared caches (RFC 9111 §5.2.2, RFC 5861).
 *
 * <p>Numbers that cannot be read, or contradict each other, are 0: the response counts as stale (RFC 9111 §4.2.1). The
 * qualified forms {@code no-cache="…"} and {@code private="…"} count as the unqualified ones, as most caches treat them
 * (RFC 9111 §5.2.2.4).
 */
record ResponseDirectives(
        Set<Flag> flags,
        @Nullable Duration sMaxage,
        @Nullable Duration maxAge,
        @Nullable Duration staleWhileRevalidate,
        @Nullable Duration staleIfError) {

    private static final ResponseDirectives NONE = new ResponseDirectives(Set.of(), null, null, null, null);

    /** Directives without a number. */
    enum Flag {
        NO_STORE,
        NO_CACHE,
        PRIVATE,
        PUBLIC,
        MUST_REVALIDATE,
        PROXY_REVALIDATE,
        MUST_UNDERSTAND,
        /** Not a directive: something in the field cannot be read, so nothing that it permits can be relied on. */
        BROKEN
    }

    static ResponseDirectives of(Headers headers) {
        return of(headers.all(FieldNames.CACHE_CONTROL));
    }

    static ResponseDirectives of(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        Reading reading = new Reading();
        DirectiveReader.read(lines, reading);
        return reading.finished();
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** Says that a response to an authenticated request may be shared (RFC 9111 §3.5). */
    boolean allowsSharedUseOfAuthenticated() {
        return has(Flag.PUBLIC) || has(Flag.MUST_REVALIDATE) || sMaxage != null;
    }

    /** Says that a shared cache must not use it stale (RFC 9111 §4.2.4); {@code s-maxage} says so too (§5.2.2.10). */
    boolean forbidsStale() {
        return has(Flag.MUST_REVALIDATE) || has(Flag.PROXY_REVALIDATE) || sMaxage != null;
    }

    private static final class Reading implements DirectiveReader.Sink {
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private @Nullable Duration sMaxage;
        private @Nullable Duration maxAge;
        private @Nullable Duration staleWhileRevalidate;
        private @Nullable Duration staleIfError;

        @Override
        public void directive(String name, @Nullable String argument) {
            switch (name) {
                case "no-store" -> prohibition(Flag.NO_STORE, argument);
                case "no-cache" -> prohibition(Flag.NO_CACHE, argument);
                case "private" -> prohibition(Flag.PRIVATE, argument);
                case "public" -> permission(Flag.PUBLIC, argument);
                case "must-revalidate" -> permission(Flag.MUST_REVALIDATE, argument);
                case "proxy-revalidate" -> permission(Flag.PROXY_REVALIDATE, argument);
                case "must-understand" -> permission(Flag.MUST_UNDERSTAND, argument);
                case "s-maxage" -> sharedMaxAge(argument);
                case "max-age" -> maxAge = DeltaSeconds.merge(maxAge, argument, Duration.ZERO);
                case "stale-while-revalidate" ->
                    staleWhileRevalidate = DeltaSeconds.merge(staleWhileRevalidate, argument, Duration.ZERO);
                case "stale-if-error" -> staleIfError = DeltaSeconds.merge(staleIfError, argument, Duration.ZERO);
                default -> {}
            }
        }

        private void prohibition(Flag flag, @Nullable String argument) {
            flags.add(flag);
            if (DirectiveReader.MALFORMED.equals(argument)) {
                broken();
            }
        }

        /** One of those that also permit something: with an argument, which none of them has, it permits nothing. */
        private void permission(Flag flag, @Nullable String argument) {
            flags.add(flag);
            if (argument != null) {
                broken();
            }
        }

        /** It permits storing the answer to an authenticated request, so that an unreadable one must not count. */
        private void sharedMaxAge(@Nullable String argument) {
            sMaxage = DeltaSeconds.merge(sMaxage, argument, Duration.ZERO);
            if (argument == null || DeltaSeconds.parse(argument) == null) {
                broken();
            }
        }

        @Override
        public void broken() {
            flags.add(Flag.BROKEN);
        }

        ResponseDirectives finished() {
            return new ResponseDirectives(
                    Collections.unmodifiableSet(flags), sMaxage, maxAge, staleWhileRevalidate, staleIfError);
        }
    }
}
