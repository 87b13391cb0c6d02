package dev.weir.route;

import dev.weir.message.Authority;
import dev.weir.message.CacheKey;
import dev.weir.message.Headers;
import dev.weir.message.KeyText;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds the canonical cache key of a request: {@code GET http://shop.example/p/1?a=1&b=2 h:accept-language=de
 * c:currency=EUR r:3f9c0d1e2b4a}.
 *
 * <p>Two requests get one key only if the origin could not tell them apart, or the operator said that it does not matter.
 * What a cache merges and the origin tells apart is how caches are poisoned, so each part says how far it goes:
 *
 * <ul>
 *   <li><b>Method.</b> GET and HEAD share a key (RFC 9111 §4); any other method has its own.
 *   <li><b>Host.</b> {@link Authority}, the form the origin is sent.
 *   <li><b>Path.</b> As received, to the letter. RFC 3986 §6.2.2 would make {@code /%7Ea}, {@code /./~a} and {@code /~a}
 *       one, but the origin is sent what the client sent: one that answers {@code /%7Ea} with 404, or with a redirect to
 *       {@code /~a}, would have that answer stored for everyone. Clients normalise paths themselves, so little is lost.
 *   <li><b>Query.</b> {@link QueryKey}.
 *   <li><b>Fields and cookies.</b> Those that the route selects: each line of a field by itself, values to the letter, an
 *       absent field unlike an empty one; cookies by {@link CookieKey}.
 *   <li><b>Content</b> of QUERY and of POST where the route says so: its SHA-256, and the fields that say what it means
 *       (RFC 10008 §2.7), to the letter. Nothing in it is normalised, for every format has its own notion of sameness.
 *   <li><b>Rules.</b> A digest of the key rules, unless they are the standard ones, so that keys made by different rules
 *       never meet.
 * </ul>
 *
 * <p>Everything a client sends is escaped by {@link KeyText}: no two different inputs give the same text. Where a route
 * selects no field and no cookie, a key without query costs one concatenation.
 */
final class KeyBuilder {
    private final QueryKey query;
    private final List<String> headers;
    private final @Nullable CookieKey cookies;
    private final String rules;

    KeyBuilder(KeyRules rules) {
        this.query = new QueryKey(rules.query());
        this.headers = rules.headers();
        this.cookies = rules.cookies().isEmpty() ? null : new CookieKey(rules.cookies());
        this.rules = rules.equals(KeyRules.STANDARD) ? "" : " r:" + digest(rules);
    }

    /** @param content of the request where it counts, else null */
    CacheKey keyOf(RequestHead request, byte @Nullable [] content) {
        TargetUri target = request.target();
        String start = start(request.method(), target.scheme());
        String host = KeyText.escape(Authority.canonical(target.scheme(), target.authority()), "/?");
        String path = KeyText.escape(target.path(), "?");
        String counted = query.of(target.query());
        String fields = content == null
                ? fields(request.headers())
                : ContentKey.of(request.headers(), content) + fields(request.headers());
        return new CacheKey(
                counted == null
                        ? start + host + path + fields
                        : start + host + path + '?' + KeyText.escape(counted, "") + fields);
    }

    /** The key's second word, as {@link #keyOf} makes it. */
    String uriOf(TargetUri target) {
        String counted = query.of(target.query());
        String path = pathOf(target);
        return counted == null ? path : path + '?' + KeyText.escape(counted, "");
    }

    /** What it does not make a key of. */
    LeftOut leftOut(RequestHead request) {
        TreeSet<String> fields = new TreeSet<>();
        request.headers().forEach((name, value) -> fields.add(name.toLowerCase(Locale.ROOT)));
        fields.removeAll(headers);
        fields.removeAll(List.of("host", "cookie"));
        TreeSet<String> others = new TreeSet<>();
        for (String line : request.headers().all("cookie")) {
            for (String pair : line.split(";", -1)) {
                others.add(pair.strip().replaceFirst("=.*", ""));
            }
        }
        if (cookies != null) {
            cookies.names().forEach(others::remove);
        }
        others.remove("");
        return new LeftOut(query.leftOut(request.target().query()), List.copyOf(fields), List.copyOf(others));
    }

    /** With what the second word of every key begins whose URI begins so. */
    String prefixOf(TargetUri target) {
        String path = pathOf(target);
        return target.query() == null ? path : path + '?' + KeyText.escape(target.query(), "");
    }

    private static String pathOf(TargetUri target) {
        String host = KeyText.escape(Authority.canonical(target.scheme(), target.authority()), "/?");
        return target.scheme() + "://" + host + KeyText.escape(target.path(), "?");
    }

    private static String start(String method, String scheme) {
        if (method.equals("GET") || method.equals("HEAD")) {
            return scheme.equals("http") ? "GET http://" : "GET " + scheme + "://";
        }
        return KeyText.escape(method, "") + ' ' + scheme + "://";
    }

    private String fields(Headers received) {
        if (headers.isEmpty() && cookies == null) {
            return rules;
        }
        StringBuilder fields = new StringBuilder();
        for (String name : headers) {
            for (String value : received.all(name)) {
                fields.append(" h:").append(name).append('=').append(KeyText.escape(value, ""));
            }
        }
        if (cookies != null) {
            cookies.append(fields, received.all("cookie"));
        }
        return fields.append(rules).toString();
    }

    /** 48 bits: enough to keep apart the few rule sets that one namespace ever sees. */
    private static String digest(KeyRules rules) {
        KeyRules.Query query = rules.query();
        String text = String.join(
                "\n",
                Boolean.toString(query.all()),
                String.join("\t", query.only().stream().sorted().toList()),
                String.join("\t", query.ignore().stream().sorted().toList()),
                String.join("\t", rules.headers()),
                String.join("\t", rules.cookies()));
        return ContentKey.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }
}
