package dev.weir.route;

import dev.weir.message.Authority;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Under which texts a URI is filed: the second word of cache keys, in which each route holds the query as its key rules
 * say. Every caching route that can take the URI counts, whatever the method and the fields of a request.
 */
public final class FiledUris {
    private static final KeyBuilder STANDARD = new KeyBuilder(KeyRules.STANDARD);

    private final Routes routes;

    public FiledUris(Routes routes) {
        this.routes = routes;
    }

    /** The URI words of all keys of this URI, at least one; the URI itself if it is none of ours. */
    public List<String> texts(String uri) {
        TargetUri target = parse(uri);
        if (target == null) {
            return List.of(uri);
        }
        List<String> texts = routes.cachingFor(target).stream()
                .map(route -> route.uriOf(target))
                .distinct()
                .toList();
        return texts.isEmpty() ? List.of(STANDARD.uriOf(target)) : texts;
    }

    /** The GET keys of this URI that neither a field nor a cookie is part of. */
    public List<CacheKey> plainKeys(String uri) {
        TargetUri target = parse(uri);
        if (target == null) {
            return List.of();
        }
        RequestHead get = new RequestHead("GET", target, FieldLines.EMPTY, "1.1", Fence.START);
        return routes.cachingFor(target).stream()
                .filter(Route::keysByUriAlone)
                .map(route -> route.keyOf(get))
                .distinct()
                .toList();
    }

    /** With what the URI words of all keys begin that the prefix means; one without a path means the whole authority. */
    public static String prefix(String prefix) {
        TargetUri target = parse(prefix);
        return target == null ? prefix : STANDARD.prefixOf(target);
    }

    private static @Nullable TargetUri parse(String uri) {
        int colon = uri.indexOf("://");
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return null;
        }
        int fragment = uri.indexOf('#');
        String rest = uri.substring(colon + 3, fragment < 0 ? uri.length() : Math.max(fragment, colon + 3));
        int query = rest.indexOf('?');
        String hierarchy = query < 0 ? rest : rest.substring(0, query);
        int path = hierarchy.indexOf('/');
        String authority = path < 0 ? hierarchy : hierarchy.substring(0, path);
        return new TargetUri(
                scheme,
                Authority.canonical(scheme, authority),
                path < 0 ? "/" : hierarchy.substring(path),
                query < 0 ? null : rest.substring(query + 1));
    }
}
