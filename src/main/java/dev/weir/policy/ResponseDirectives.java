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
 * <p>Numbers that cannot be read, or contradict each other, are 0: the response counts as stale (RFC 9111 §4.2.1).
 *
 * <p>The qualified forms {@code no-cache="…"} and {@code private="…"} concern the named fields alone (RFC 9111
 * §5.2.2.4, §5.2.2.7), if every name is one and stands in quotes: {@code private=true} was never meant to name a field.
 *
 * @param withheld fields that may be given to the request they answer and to no other; names in any case
 * @param targeted read from a field of RFC 9213, which silences Expires too
 */
record ResponseDirectives(
        Set<Flag> flags,
        @Nullable Duration sMaxage,
        @Nullable Duration maxAge,
        @Nullable Duration staleWhileRevalidate,
        @Nullable Duration staleIfError,
        Set<String> withheld,
        boolean targeted) {

    private static final ResponseDirectives NONE =
            new ResponseDirectives(Set.of(), null, null, null, null, Set.of(), false);

    /** Without these nobody could use the rest: naming one of them counts as the unqualified form. */
    private static final Set<String> NEVER_WITHHELD = HopByHop.ignoringCase(List.of(
            FieldNames.CONTENT_ENCODING,
            FieldNames.CONTENT_RANGE,
            FieldNames.CONTENT_TYPE,
            FieldNames.DATE,
            FieldNames.VARY));

    /** Directives without a number. */
    enum Flag {
        NO_STORE,
        NO_CACHE,
        PRIVATE,
        PUBLIC,
        MUST_REVALIDATE,
        PROXY_REVALIDATE,
        MUST_UNDERSTAND,
        /** RFC 8246; its arguments have no meaning. */
        IMMUTABLE,
        /** Not a directive: something in the field cannot be read, so nothing that it permits can be relied on. */
        BROKEN
    }

    static ResponseDirectives of(Headers headers) {
        Reading reading = new Reading();
        if (TargetedField.read(headers, reading)) {
            return reading.finished(true);
        }
        return of(headers.all(FieldNames.CACHE_CONTROL));
    }

    static ResponseDirectives of(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        Reading reading = new Reading();
        DirectiveReader.read(lines, reading);
        return reading.finished(false);
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
        private Set<String> withheld = Set.of();

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
                case "immutable" -> flags.add(Flag.IMMUTABLE);
                case "s-maxage" -> sharedMaxAge(argument);
                case "max-age" -> maxAge = DeltaSeconds.merge(maxAge, argument, Duration.ZERO);
                case "stale-while-revalidate" ->
                    staleWhileRevalidate = DeltaSeconds.merge(staleWhileRevalidate, argument, Duration.ZERO);
                case "stale-if-error" -> staleIfError = DeltaSeconds.merge(staleIfError, argument, Duration.ZERO);
                default -> {}
            }
        }

        @Override
        public void quoted(String name, String argument) {
            boolean mayBeQualified = name.equals("no-cache") || name.equals("private");
            List<String> fields = mayBeQualified ? Text.pieces(List.of(argument), ',') : List.of();
            if (fields.isEmpty() || !fields.stream().allMatch(Reading::mayBeWithheld)) {
                directive(name, argument);
                return;
            }
            Set<String> more = HopByHop.ignoringCase(fields);
            more.addAll(withheld);
            withheld = more;
        }

        private static boolean mayBeWithheld(String field) {
            return Text.isToken(field) && !NEVER_WITHHELD.contains(field);
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

        ResponseDirectives finished(boolean targeted) {
            return new ResponseDirectives(
                    Collections.unmodifiableSet(flags),
                    sMaxage,
                    maxAge,
                    staleWhileRevalidate,
                    staleIfError,
                    Collections.unmodifiableSet(withheld),
                    targeted);
        }
    }
}
