package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.admin.AdminSettings;
import dev.weir.http.ListenSettings;
import dev.weir.invalidation.FleetSettings;
import dev.weir.origin.OriginSettings;
import dev.weir.policy.CachingRules;
import dev.weir.policy.CachingRules.SetCookie;
import dev.weir.redis.RedisSettings;
import dev.weir.redis.RedisSettings.Topology;
import dev.weir.route.KeyRules;
import dev.weir.route.RouteSettings;
import dev.weir.simulate.SimulationSettings;
import dev.weir.store.NearSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written arrives in the settings; what is not written has its documented default. */
class SettingsTest {
    @Test
    void absentKeys_haveTheirDefaults() {
        WeirSettings settings = Documents.settings(
                "origins: { o: { servers: [ 'http://h' ] } }\nroutes: [ { name: r, match: { path: / }, origin: o } ]");
        assertThat(settings)
                .isEqualTo(new WeirSettings(
                        new ListenSettings(
                                "127.0.0.1", 8080, null, ListenSettings.Limits.STANDARD, ListenSettings.Peers.STANDARD),
                        new AdminSettings("127.0.0.1", 8081, null),
                        0,
                        "weir",
                        new RedisSettings(
                                Topology.STANDALONE, List.of("redis://127.0.0.1:6379"), Duration.ofMillis(200), 1024),
                        FleetSettings.STANDARD,
                        new NearSettings(256 << 20),
                        Map.of(
                                "o",
                                new OriginSettings(
                                        "o",
                                        URI.create("http://h:80"),
                                        Duration.ofSeconds(10),
                                        256,
                                        OriginSettings.Overload.STANDARD)),
                        Map.of(),
                        List.of(new RouteSettings(
                                "r",
                                new RouteSettings.Match("/", null, Set.of()),
                                "o",
                                CachingRules.ORIGIN_ONLY,
                                KeyRules.STANDARD))));
    }

    @Test
    void cacheBlock_thatIsEmptyOrOn_isTheSameAsNone() {
        for (String cache : List.of("{}", "on", "true")) {
            RouteSettings route = route(Documents.with("CACHE", cache));
            assertThat(route.caching()).isEqualTo(CachingRules.ORIGIN_ONLY);
            assertThat(route.key()).isEqualTo(KeyRules.STANDARD);
        }
        assertThat(route(Documents.with("CACHE", "off")).caching()).isNull();
    }

    @Test
    void cacheBlock_fillsEveryRule() {
        RouteSettings route = route(Documents.with("CACHE", """
                { default-ttl: 30s, fixed-ttl: 1m, max-ttl: 1h, browser-ttl: 9s,
                  heuristic: { fraction: 0.2, max: 2h }, client-cache-control: ignore, min-uses: 3, ttl-by-status: { 404: 5s, 5xx: 1s },
                  stale-while-revalidate: 2s, stale-if-error: 3s, max-body: 1KiB, max-wait: 4s, range-miss: forward, debug: on, max-lag: 2MiB, cache-status: off, near: 5s, early-refresh: 0.5, no-vary-search: off, set-cookie: strip,
                  cookies: ignore, bypass: { headers: [ X-Preview ], cookies: [ Session ] },
                  key: { query: [ q, page ], ignore: [ "utm_*" ], headers: [ B, a, b ], cookies: [ lang ], body: on },
                  max-request-body: 2KiB,
                  guard: { deception: on, poisoning: 1.5% },
                  compress: { codings: [ br, gzip ], min-size: 2KiB, types: [ text/html, "*+json" ] } }"""));
        assertThat(route.caching())
                .isEqualTo(new CachingRules(
                        new CachingRules.Ttls(
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(1),
                                Duration.ofHours(1),
                                Duration.ofSeconds(9),
                                new CachingRules.Heuristic(0.2, Duration.ofHours(2)),
                                Map.of(404, Duration.ofSeconds(5)),
                                Map.of(5, Duration.ofSeconds(1))),
                        new CachingRules.Stale(Duration.ofSeconds(2), Duration.ofSeconds(3)),
                        new CachingRules.Cookies(SetCookie.STRIP, true, List.of("lang")),
                        new CachingRules.Bypass(List.of("x-preview"), List.of("Session")),
                        new CachingRules.Content(true, 2048),
                        new CachingRules.Requests(true, 3, false),
                        new CachingRules.Delivery(true, true, false, Duration.ofSeconds(5), 0.5, 2L << 20),
                        new CachingRules.Compression(
                                List.of(CachingRules.Coding.BR, CachingRules.Coding.GZIP),
                                2048,
                                List.of("text/html", "*+json")),
                        new CachingRules.Guards(true, 0.015),
                        1024,
                        Duration.ofSeconds(4)));
        assertThat(route.key())
                .isEqualTo(new KeyRules(
                        new KeyRules.Query(false, List.of("page", "q"), List.of("utm_*")),
                        List.of("a", "b"),
                        List.of("lang")));
    }

    @Test
    void heuristic_isOnUnlessItIsOff() {
        CachingRules.Heuristic standard = CachingRules.Heuristic.STANDARD;
        assertThat(heuristic("{}")).isEqualTo(standard);
        assertThat(heuristic("{ heuristic: on }")).isEqualTo(standard);
        assertThat(heuristic("{ heuristic: { } }")).isEqualTo(standard);
        assertThat(heuristic("{ heuristic: { fraction: 0.5 } }"))
                .isEqualTo(new CachingRules.Heuristic(0.5, standard.max()));
        assertThat(heuristic("{ heuristic: off }")).isNull();
    }

    private static CachingRules.@Nullable Heuristic heuristic(String cache) {
        CachingRules rules = route(Documents.with("CACHE", cache)).caching();
        assertThat(rules).isNotNull();
        return rules == null ? null : rules.ttls().heuristic();
    }

    @Test
    void queryNone_keepsNoParameter() {
        KeyRules key =
                route(Documents.with("CACHE", "{ key: { query: none } }")).key();
        assertThat(key.query()).isEqualTo(new KeyRules.Query(false, List.of(), List.of()));
    }

    @Test
    void simulatedOrigin_hasNoPortYet() {
        WeirSettings settings = Documents.settings(Documents.with(
                "ORIGIN", "{ simulated: { latency: 5ms, groups: [ a, b ], cache-control: no-store, body: 1MiB } }"));
        assertThat(settings.origins().get("o"))
                .isEqualTo(new OriginSettings(
                        "o",
                        URI.create("http://127.0.0.1:0"),
                        Duration.ofSeconds(10),
                        256,
                        OriginSettings.Overload.STANDARD));
        assertThat(settings.simulations().get("o"))
                .isEqualTo(new SimulationSettings(
                        new SimulationSettings.Latency(Duration.ofMillis(5), Duration.ofMillis(5)),
                        0.0,
                        1 << 20,
                        new SimulationSettings.Fields("no-store", "a,b", true)));
    }

    @Test
    void origins_keepTheirOrder() {
        WeirSettings settings = Documents.settings("""
                origins: { z: { simulated: {} }, a: { simulated: {} }, m: { simulated: {} } }
                routes: [ { name: r, match: { path: / }, origin: m } ]
                """);
        assertThat(settings.origins().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void anchors_areFollowed() {
        WeirSettings settings = Documents.settings("""
                origins: { o: { simulated: {} } }
                routes:
                  - { name: a, match: { path: /a }, origin: o, cache: &short { default-ttl: 1s } }
                  - { name: b, match: { path: /b }, origin: o, cache: *short }
                """);
        assertThat(settings.routes().get(1).caching())
                .isEqualTo(settings.routes().get(0).caching());
    }

    private static RouteSettings route(String yaml) {
        return Documents.settings(yaml).routes().getFirst();
    }
}
