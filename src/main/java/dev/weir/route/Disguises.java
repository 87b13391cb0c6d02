package dev.weir.route;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.policy.CachingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fields by which frameworks take a request for another one than its request line and Host say. The key knows nothing of
 * them, so that one client could have the answer to another question stored under a question that everybody asks; and the
 * route was chosen without them. On routes that cache they do not reach the origin, unless they are part of the route's
 * key. Those that name another method stay in requests that may change something, for these are never answered from the
 * cache, and clients do send them.
 *
 * <p>What tells of the client ({@code X-Forwarded-For}, {@code -Host}, {@code -Proto}, {@code -Port}, {@code Forwarded}) is
 * the gateway's own word and none of these.
 */
record Disguises(Set<String> ofTarget, Set<String> ofMethod, boolean alwaysMethod) {
    private static final List<String> TARGET = List.of(
            "Front-End-Https",
            "X-Forwarded-Path",
            "X-Forwarded-Prefix",
            "X-Forwarded-Protocol",
            "X-Forwarded-Scheme",
            "X-Forwarded-Server",
            "X-Forwarded-Ssl",
            "X-Forwarded-Uri",
            "X-Forwarded-Url",
            "X-Host",
            "X-HTTP-Host-Override",
            "X-Original-Host",
            "X-Original-Uri",
            "X-Original-Url",
            "X-Rewrite-Url",
            "X-Script-Name",
            "X-Url-Scheme");
    private static final List<String> METHOD = List.of("X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override");

    private static final Disguises NONE = new Disguises(Set.of(), Set.of(), false);

    static Disguises on(@Nullable CachingRules caching, KeyRules key) {
        return caching == null
                ? NONE
                : new Disguises(
                        but(key, TARGET), but(key, METHOD), caching.content().ofPost());
    }

    private static Set<String> but(KeyRules key, List<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        key.headers().forEach(set::remove);
        return set;
    }

    boolean areNone() {
        return ofTarget.isEmpty() && ofMethod.isEmpty();
    }

    /** The same request where it has none of them. */
    RequestHead off(RequestHead request) {
        boolean method = alwaysMethod || request.isSafe();
        Headers headers = request.headers();
        return ofTarget.stream().anyMatch(headers::contains)
                        || (method && ofMethod.stream().anyMatch(headers::contains))
                ? request.with(
                        request.method(),
                        FieldLines.copyOf(headers)
                                .without(name -> ofTarget.contains(name) || (method && ofMethod.contains(name))))
                : request;
    }
}
