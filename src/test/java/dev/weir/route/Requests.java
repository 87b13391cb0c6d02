package dev.weir.route;

import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.policy.CachingRules;
import java.util.List;
import java.util.Set;

/** Requests and rules, told by what matters to a test. */
final class Requests {
    private Requests() {}

    static RequestHead get(String pathAndQuery, String... fields) {
        return request("GET", "http", "shop.example", pathAndQuery, fields);
    }

    static RequestHead request(String method, String scheme, String authority, String pathAndQuery, String... fields) {
        int mark = pathAndQuery.indexOf('?');
        TargetUri target = new TargetUri(
                scheme,
                authority,
                mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark),
                mark < 0 ? null : pathAndQuery.substring(mark + 1));
        return new RequestHead(method, target, FieldLines.of(fields), "1.1", Fence.START);
    }

    static KeyRules rules(List<String> headers, List<String> cookies) {
        return new KeyRules(KeyRules.Query.ALL, headers, cookies);
    }

    static KeyRules ignoring(String... names) {
        return new KeyRules(new KeyRules.Query(true, List.of(), List.of(names)), List.of(), List.of());
    }

    static KeyRules only(String... names) {
        return new KeyRules(new KeyRules.Query(false, List.of(names), List.of()), List.of(), List.of());
    }

    static RouteSettings route(String name, String path) {
        return route(name, new RouteSettings.Match(path, null, Set.of()));
    }

    static RouteSettings route(String name, RouteSettings.Match match) {
        return new RouteSettings(name, match, "origin-of-" + name, CachingRules.ORIGIN_ONLY, KeyRules.STANDARD);
    }
}
