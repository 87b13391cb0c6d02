package dev.weir.config;

import dev.weir.policy.CachingRules;
import dev.weir.policy.CachingRules.Bypass;
import dev.weir.policy.CachingRules.Content;
import dev.weir.policy.CachingRules.Cookies;
import dev.weir.policy.CachingRules.Delivery;
import dev.weir.policy.CachingRules.Guards;
import dev.weir.policy.CachingRules.Requests;
import dev.weir.policy.CachingRules.SetCookie;
import dev.weir.policy.CachingRules.Stale;
import dev.weir.route.KeyRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code cache} of a route: {@code off}, {@code on}, or what the operator says beside the origin's own fields.
 *
 * @param rules null if everything is passed
 */
record CacheSection(@Nullable CachingRules rules, KeyRules key) {
    private static final CacheSection ON = new CacheSection(CachingRules.ORIGIN_ONLY, KeyRules.STANDARD);
    private static final CacheSection OFF = new CacheSection(null, KeyRules.STANDARD);

    private static final Form<CacheSection> SWITCH =
            Choices.of("off, on or a mapping", Map.of("on", ON, "true", ON, "off", OFF, "false", OFF));
    private static final Form<Long> BODY = Sizes.between("1B", "256MiB");
    private static final Form<Long> LAG = Sizes.between("64KiB", "64MiB");
    private static final Form<Integer> REQUEST_BODY =
            Sizes.between("1B", "1MiB").map(Math::toIntExact);
    private static final Form<SetCookie> SET_COOKIE = Choices.of(
            "refuse, strip or store",
            Map.of("refuse", SetCookie.REFUSE, "strip", SetCookie.STRIP, "store", SetCookie.STORE));
    private static final Form<Boolean> RANGE_MISS =
            Choices.of("fill or forward", Map.of("fill", false, "forward", true));
    private static final Form<Duration> NEAR = Durations.orSwitched(Delivery.WHILE_USABLE);
    private static final Form<Boolean> IGNORE_COOKIES =
            Choices.of("respect or ignore", Map.of("respect", false, "ignore", true));

    private static final Form<Boolean> IGNORE_DIRECTIVES =
            Choices.of("honour or ignore", Map.of("honour", false, "ignore", true));

    static CacheSection read(Value cache) {
        return cache.isMapping()
                ? cache.section(CacheSection::read)
                : cache.as(SWITCH).orElse(ON);
    }

    private static CacheSection read(Section cache) {
        KeySection key = cache.section("key", KeySection::read);
        CachingRules rules = new CachingRules(
                TtlKeys.read(cache),
                stale(cache),
                cookies(cache, key.rules().cookies()),
                cache.section("bypass", CacheSection::bypass),
                new Content(
                        key.body(),
                        cache.get(
                                "max-request-body",
                                REQUEST_BODY,
                                CachingRules.ORIGIN_ONLY.content().most())),
                requests(cache),
                delivery(cache),
                CompressSection.read(cache.at("compress")),
                cache.section("guard", CacheSection::guards),
                cache.get("max-body", BODY, CachingRules.ORIGIN_ONLY.maxBody()),
                cache.get("max-wait", Durations.WAIT, CachingRules.ORIGIN_ONLY.maxWait()));
        return new CacheSection(rules, key.rules());
    }

    private static Guards guards(Section guard) {
        return new Guards(
                guard.get("deception", Choices.SWITCH, false), guard.get("poisoning", Numbers.PERCENTAGE, 0.0));
    }

    private static Stale stale(Section cache) {
        return new Stale(
                cache.get("stale-while-revalidate", Durations.LIFETIME, Duration.ZERO),
                cache.get("stale-if-error", Durations.LIFETIME, Duration.ZERO));
    }

    private static Cookies cookies(Section cache, List<String> keyed) {
        return new Cookies(
                cache.get("set-cookie", SET_COOKIE, SetCookie.REFUSE),
                cache.get("cookies", IGNORE_COOKIES, false),
                keyed);
    }

    private static Requests requests(Section cache) {
        return new Requests(
                cache.get("client-cache-control", IGNORE_DIRECTIVES, false),
                cache.get(
                        "min-uses",
                        Numbers.COUNT,
                        CachingRules.ORIGIN_ONLY.requests().untilStored()),
                cache.get("no-vary-search", Choices.SWITCH, true));
    }

    private static Delivery delivery(Section cache) {
        return new Delivery(
                cache.get("range-miss", RANGE_MISS, false),
                cache.get("debug", Choices.SWITCH, false),
                cache.get("cache-status", Choices.SWITCH, true),
                cache.get("near", NEAR, Duration.ZERO),
                cache.get(
                        "early-refresh",
                        Numbers.EAGERNESS,
                        CachingRules.ORIGIN_ONLY.delivery().earlyRefresh()),
                cache.get("max-lag", LAG, CachingRules.ORIGIN_ONLY.delivery().maxLag()));
    }

    private static Bypass bypass(Section bypass) {
        return new Bypass(bypass.list("headers", Texts.FIELD), bypass.list("cookies", Texts.COOKIE));
    }
}
