package dev.weir.route;

import dev.weir.message.CacheKey;
import dev.weir.message.Onward;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.policy.CachingRules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One configured route, compiled: which requests it takes, where they go, by which rules and under which cache key.
 *
 * <p>Immutable and safe to use from every event loop.
 */
public final class Route {
    private final RouteSettings settings;
    private final PathPattern path;
    private final @Nullable HostPattern host;
    private final @Nullable CachingRules caching;
    private final KeyBuilder keys;
    private final Onward onward;

    private Route(RouteSettings settings, @Nullable CachingRules caching) {
        String hostPattern = settings.match().host();
        this.settings = settings;
        this.path = PathPattern.of(settings.match().path());
        this.host = hostPattern == null ? null : HostPattern.of(hostPattern);
        this.caching = caching;
        this.keys = new KeyBuilder(settings.key());
        this.onward = onward(settings, caching);
    }

    private static Onward onward(RouteSettings settings, @Nullable CachingRules caching) {
        Onward way = Passage.of(settings.forwarding(), Disguises.on(settings.caching(), settings.key()));
        return caching == null || caching.guards().isOff()
                ? way
                : new Guarded(way, new KeyedRequest(settings.name(), settings.key()));
    }

    static Route of(RouteSettings settings) {
        return new Route(settings, settings.caching());
    }

    /** The same route for requests of which nothing is stored or looked up. */
    static Route passing(RouteSettings settings) {
        return new Route(settings, null);
    }

    boolean takes(RequestHead request, String normalPath) {
        RouteSettings.Match match = settings.match();
        return (match.methods().isEmpty() || match.methods().contains(request.method()))
                && takes(request.target(), normalPath);
    }

    /** Whether it takes the URI, by whatever method. */
    boolean takes(TargetUri target, String normalPath) {
        return takesHost(target.authority()) && path.matches(normalPath);
    }

    boolean takesEveryMethod() {
        return settings.match().methods().isEmpty();
    }

    boolean takesHost(String authority) {
        return host == null || host.matches(authority);
    }

    /** Appears in meters and logs. */
    public String name() {
        return settings.name();
    }

    /** Name of a configured origin. */
    public String origin() {
        return settings.origin();
    }

    /** What the operator says of caching; null where every request is passed. */
    public @Nullable CachingRules caching() {
        return caching;
    }

    /** What becomes of its requests on their way to the origin. */
    public Onward onward() {
        return onward;
    }

    /** Protocols that its clients may leave HTTP for; in lower case. */
    public Set<String> upgrades() {
        return settings.forwarding().upgrades();
    }

    /** Most bytes of a request's content. */
    public long maxRequestBody() {
        return settings.forwarding().maxRequestBody();
    }

    /** The primary cache key of a request that this route takes. */
    public CacheKey keyOf(RequestHead request) {
        return keys.keyOf(request, null);
    }

    /** The same where the request's content is part of it. */
    public CacheKey keyOf(RequestHead request, byte[] content) {
        return keys.keyOf(request, content);
    }

    /** What of a request is not part of its key. */
    public LeftOut leftOut(RequestHead request) {
        return keys.leftOut(request);
    }

    /** How its keys hold a URI. */
    String uriOf(TargetUri target) {
        return keys.uriOf(target);
    }

    /** Whether neither a field nor a cookie is part of its keys. */
    boolean keysByUriAlone() {
        return settings.key().headers().isEmpty() && settings.key().cookies().isEmpty();
    }

    @Override
    public String toString() {
        return name();
    }
}
