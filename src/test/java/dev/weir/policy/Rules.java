package dev.weir.policy;

import dev.weir.policy.CachingRules.SetCookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A route's caching rules, from {@link CachingRules#ORIGIN_ONLY} on. */
final class Rules {
    private @Nullable Duration standard;
    private @Nullable Duration fixed;
    private @Nullable Duration max;
    private @Nullable Duration browser;
    private CachingRules.@Nullable Heuristic heuristic = CachingRules.Heuristic.STANDARD;
    private CachingRules.Requests requests = CachingRules.ORIGIN_ONLY.requests();
    private Map<Integer, Duration> byStatus = Map.of();
    private Map<Integer, Duration> byClass = Map.of();
    private CachingRules.Stale stale = new CachingRules.Stale(Duration.ZERO, Duration.ZERO);
    private CachingRules.Cookies cookies = new CachingRules.Cookies(SetCookie.REFUSE, false, List.of());
    private CachingRules.Content content = CachingRules.ORIGIN_ONLY.content();
    private CachingRules.@Nullable Compression compression;
    private CachingRules.Bypass bypass = new CachingRules.Bypass(List.of(), List.of());

    static Rules rules() {
        return new Rules();
    }

    Rules defaultTtl(long seconds) {
        standard = Duration.ofSeconds(seconds);
        return this;
    }

    Rules fixedTtl(long seconds) {
        fixed = Duration.ofSeconds(seconds);
        return this;
    }

    Rules maxTtl(long seconds) {
        max = Duration.ofSeconds(seconds);
        return this;
    }

    Rules browserTtl(long seconds) {
        browser = Duration.ofSeconds(seconds);
        return this;
    }

    Rules heuristic(double fraction, long maxSeconds) {
        heuristic = new CachingRules.Heuristic(fraction, Duration.ofSeconds(maxSeconds));
        return this;
    }

    Rules noHeuristic() {
        heuristic = null;
        return this;
    }

    Rules ignoreDirectives() {
        requests = new CachingRules.Requests(true, requests.untilStored(), true);
        return this;
    }

    Rules ttl(int statusOrClass, long seconds) {
        Map<Integer, Duration> ttl = Map.of(statusOrClass, Duration.ofSeconds(seconds));
        if (statusOrClass < 100) {
            byClass = ttl;
        } else {
            byStatus = ttl;
        }
        return this;
    }

    Rules stale(long whileRevalidate, long ifError) {
        stale = new CachingRules.Stale(Duration.ofSeconds(whileRevalidate), Duration.ofSeconds(ifError));
        return this;
    }

    Rules setCookie(SetCookie what) {
        cookies = new CachingRules.Cookies(what, cookies.ignoreRequest(), cookies.keyed());
        return this;
    }

    Rules ignoreCookies() {
        cookies = new CachingRules.Cookies(cookies.setCookie(), true, cookies.keyed());
        return this;
    }

    Rules keyedCookies(String... names) {
        cookies = new CachingRules.Cookies(cookies.setCookie(), cookies.ignoreRequest(), List.of(names));
        return this;
    }

    Rules bypassHeader(String name) {
        bypass = new CachingRules.Bypass(List.of(name), List.of());
        return this;
    }

    Rules bypassCookie(String name) {
        bypass = new CachingRules.Bypass(List.of(), List.of(name));
        return this;
    }

    Rules postAsks() {
        content = new CachingRules.Content(true, content.most());
        return this;
    }

    Rules compress(CachingRules.Coding... codings) {
        compression = new CachingRules.Compression(List.of(codings), 100, List.of("text/*", "*+json"));
        return this;
    }

    CachingRules build() {
        return new CachingRules(
                new CachingRules.Ttls(standard, fixed, max, browser, heuristic, byStatus, byClass),
                stale,
                cookies,
                bypass,
                content,
                requests,
                CachingRules.ORIGIN_ONLY.delivery(),
                compression,
                CachingRules.ORIGIN_ONLY.maxBody(),
                CachingRules.ORIGIN_ONLY.maxWait());
    }
}
