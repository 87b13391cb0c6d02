package dev.weir.route;

import dev.weir.policy.CachingRules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One configured route.
 *
 * @param name appears in meters and logs
 * @param origin name of a configured origin
 * @param caching null passes everything ({@code cache: off})
 */
public record RouteSettings(
        String name,
        Match match,
        String origin,
        @Nullable CachingRules caching,
        KeyRules key,
        ForwardingRules forwarding) {
    /** One whose messages pass as they are. */
    public RouteSettings(String name, Match match, String origin, @Nullable CachingRules caching, KeyRules key) {
        this(name, match, origin, caching, key, ForwardingRules.STANDARD);
    }

    /**
     * Which requests a route takes.
     *
     * @param path pattern over the normalised path: {@code *} within a segment, {@code **} over segments
     * @param host host name without port, lower case, a leading {@code *.} stands for any subdomain; null for every host
     * @param methods upper case; empty for every method
     */
    public record Match(String path, @Nullable String host, Set<String> methods) {}
}
