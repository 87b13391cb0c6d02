package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.http.Admitted;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.policy.CachingRules;
import dev.weir.route.KeyRules;
import dev.weir.route.Route;
import dev.weir.route.RouteSettings;
import dev.weir.route.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two requests share a key only where the origin could not tell them apart, or the operator said that it does not matter.
 * What they have in common is asked of a model that knows nothing of how keys are made.
 *
 * <p>An input is two blocks; the first line of each is method, host and target, the others are fields.
 */
class KeyFuzz {
    private static final List<String> COOKIES = List.of("c");
    private static final List<String> HEADERS = List.of("a", "accept-language");

    private static final Routes STANDARD = routes(KeyRules.STANDARD);
    private static final Routes PARTS =
            routes(new KeyRules(new KeyRules.Query(true, List.of(), List.of("utm_*", "fbclid")), HEADERS, COOKIES));
    private static final Routes ONLY =
            routes(new KeyRules(new KeyRules.Query(true, List.of("page"), List.of()), List.of(), List.of()));

    private static Routes routes(KeyRules keys) {
        RouteSettings.Match all = new RouteSettings.Match("/**", null, Set.of());
        return Routes.of(List.of(new RouteSettings("all", all, "origin", CachingRules.ORIGIN_ONLY, keys)));
    }

    @FuzzTest
    void sharedKeys(byte[] input) {
        List<List<String>> blocks = Lines.blocks(input, 2);
        RequestHead one = request(blocks.get(0));
        RequestHead other = request(blocks.get(1));
        if (one == null || other == null) {
            return;
        }
        boolean sameButQuery = sameResourceButQuery(one, other);
        boolean sameQuery = sameMembers(one.target().query(), other.target().query());
        if (sharesKey(STANDARD, one, other)) {
            assertThat(sameButQuery && sameQuery).as("%s and %s", one, other).isTrue();
        } else {
            assertThat(sameButQuery && sameQuery).as("%s and %s", one, other).isFalse();
        }
        if (sharesKey(PARTS, one, other)) {
            assertThat(sameButQuery
                            && sameMembers(counted(one), counted(other))
                            && HEADERS.stream()
                                    .allMatch(name -> one.headers()
                                            .all(name)
                                            .equals(other.headers().all(name)))
                            && cookies(one).equals(cookies(other)))
                    .as("%s and %s", one, other)
                    .isTrue();
        }
        if (sharesKey(ONLY, one, other)) {
            assertThat(sameButQuery && pages(one).equals(pages(other)))
                    .as("%s and %s", one, other)
                    .isTrue();
        }
        assertThat(keyOf(STANDARD, one)).isNotEqualTo(keyOf(PARTS, one)).isNotEqualTo(keyOf(ONLY, one));
    }

    private static RequestHead request(List<String> lines) {
        String[] first = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
        TargetUri target = first.length == 3 ? Admitted.target(first[0], first[2], first[1]) : null;
        if (target == null) {
            return null;
        }
        FieldLines fields = Lines.fields(lines.subList(1, lines.size()));
        return new RequestHead(first[0], target, fields, "1.1", Fence.START);
    }

    private static boolean sharesKey(Routes routes, RequestHead one, RequestHead other) {
        return keyOf(routes, one).equals(keyOf(routes, other));
    }

    private static CacheKey keyOf(Routes routes, RequestHead request) {
        Route route = Objects.requireNonNull(routes.match(request), "a route takes every path");
        return route.keyOf(request);
    }

    private static boolean sameResourceButQuery(RequestHead one, RequestHead other) {
        return method(one).equals(method(other))
                && host(one).equals(host(other))
                && one.target().path().equals(other.target().path());
    }

    private static String method(RequestHead request) {
        return request.method().equals("HEAD") ? "GET" : request.method();
    }

    private static String host(RequestHead request) {
        return request.target().authority().toLowerCase(Locale.ROOT).replaceFirst(":(80)?$", "");
    }

    /** Members of different names may change places where their names are letters, digits, {@code -} and {@code _}. */
    private static boolean sameMembers(String one, String other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        return one != null
                && other != null
                && isOrderFree(one)
                && isOrderFree(other)
                && byName(one).equals(byName(other));
    }

    private static boolean isOrderFree(String query) {
        return Arrays.stream(query.split("&", -1)).allMatch(member -> member.matches("[A-Za-z0-9_-]+(=[^;]*)?"));
    }

    private static Map<String, List<String>> byName(String query) {
        return Arrays.stream(query.split("&", -1))
                .collect(Collectors.groupingBy(member -> member.split("=", 2)[0].toLowerCase(Locale.ROOT)));
    }

    /** The query without the members that the operator said do not matter. */
    private static String counted(RequestHead request) {
        String query = request.target().query();
        if (query == null) {
            return null;
        }
        List<String> kept = Arrays.stream(query.split("&", -1))
                .filter(member -> member.indexOf(';') >= 0 || !member.matches("utm_[^=]*(=.*)?|fbclid(=.*)?"))
                .toList();
        return kept.isEmpty() ? null : String.join("&", kept);
    }

    private static List<String> pages(RequestHead request) {
        String query = request.target().query();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&", -1))
                        .filter(member -> member.matches("page(=.*)?"))
                        .toList();
    }

    private static List<String> cookies(RequestHead request) {
        return request.headers().all("cookie").stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .filter(pair -> pair.matches("(?s)c(=.*)?"))
                .toList();
    }
}
