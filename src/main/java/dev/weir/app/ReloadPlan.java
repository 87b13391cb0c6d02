package dev.weir.app;

import dev.weir.config.Configuration.Accepted;
import dev.weir.config.WeirSettings;
import dev.weir.telemetry.TelemetrySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a new configuration changes while the gateway runs, and what it leaves to a restart.
 *
 * @param running with which the gateway runs from now on
 * @param changed one line a value that is another now, as in {@code routes.products.cache.default-ttl: 30s → 1m}
 * @param afterRestart keys of what only a restart changes; what they said at the start still holds
 */
record ReloadPlan(Accepted running, List<String> changed, List<String> afterRestart) {
    private static final String ABSENT = "default";
    private static final String HIDDEN = "values that are not shown";
    private static final Pattern LIVE = Pattern.compile(
            "(?:origins|routes|logging|access-log|listen\\.(?:purge-from|forwarded|trusted-proxies|proxy-protocol|shutdown|header-timeout|body-timeout"
                    + "|max-header-fields|max-url-length|max-connections|max-connections-per-address|max-requests-in-flight))(?:[.\\[].*)?");

    /** Where there was TLS, and is. */
    private static final Pattern LIVE_TLS = Pattern.compile("listen\\.tls\\.(?!port$).*");

    private static final Map<String, Function<WeirSettings, @Nullable Object>> FIXED = fixed();

    private static Map<String, Function<WeirSettings, @Nullable Object>> fixed() {
        Map<String, Function<WeirSettings, @Nullable Object>> fixed = new LinkedHashMap<>();
        fixed.put("listen", WeirSettings::listen);
        fixed.put("admin", WeirSettings::admin);
        fixed.put("event-loops", WeirSettings::eventLoops);
        fixed.put("namespace", WeirSettings::namespace);
        fixed.put("redis", WeirSettings::redis);
        fixed.put("detached", WeirSettings::fleet);
        fixed.put("near-store", WeirSettings::near);
        fixed.put("tracing", settings -> settings.telemetry().tracing());
        return fixed;
    }

    static ReloadPlan of(Accepted running, Accepted wanted) {
        WeirSettings next = merged(running.settings(), wanted.settings());
        List<String> changed = new ArrayList<>();
        Set<String> afterRestart = new TreeSet<>();
        boolean greets =
                next.listen().tls() != null && wanted.settings().listen().tls() != null;
        Predicate<String> live = path -> LIVE.matcher(path).matches()
                || (greets && LIVE_TLS.matcher(path).matches());
        Set<String> paths = new TreeSet<>(running.written().keySet());
        paths.addAll(wanted.written().keySet());
        for (String path : paths) {
            String before = running.written().getOrDefault(path, ABSENT);
            String after = wanted.written().getOrDefault(path, ABSENT);
            if (!before.equals(after) && live.test(path)) {
                changed.add(path + ": " + before + " → " + after);
            } else if (!before.equals(after)) {
                afterRestart.add(path);
            }
        }
        FIXED.forEach((key, part) -> {
            boolean differs = !Objects.equals(part.apply(next), part.apply(wanted.settings()));
            if (differs && afterRestart.stream().noneMatch(path -> path.startsWith(key))) {
                afterRestart.add(key);
            }
        });
        if (changed.isEmpty() && !next.equals(running.settings())) {
            changed.add(HIDDEN);
        }
        return new ReloadPlan(
                new Accepted(next, merged(running.written(), wanted.written(), live)),
                changed,
                List.copyOf(afterRestart));
    }

    boolean changesNothing() {
        return changed.isEmpty();
    }

    private static WeirSettings merged(WeirSettings running, WeirSettings wanted) {
        TelemetrySettings telemetry = new TelemetrySettings(
                wanted.telemetry().logging(),
                wanted.telemetry().accessLog(),
                running.telemetry().tracing());
        return new WeirSettings(
                running.listen().heeding(wanted.listen()),
                running.admin(),
                running.eventLoops(),
                running.namespace(),
                running.redis(),
                running.fleet(),
                running.near(),
                wanted.origins(),
                wanted.simulations(),
                wanted.routes(),
                telemetry);
    }

    private static Map<String, String> merged(
            Map<String, String> running, Map<String, String> wanted, Predicate<String> live) {
        Map<String, String> merged = new TreeMap<>();
        running.forEach((path, shown) -> putIf(!live.test(path), merged, path, shown));
        wanted.forEach((path, shown) -> putIf(live.test(path), merged, path, shown));
        return merged;
    }

    private static void putIf(boolean holds, Map<String, String> map, String path, String shown) {
        if (holds) {
            map.put(path, shown);
        }
    }
}
