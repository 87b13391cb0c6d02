package dev.weir.config;

import dev.weir.admin.AdminSettings;
import dev.weir.http.ListenSettings;
import dev.weir.redis.RedisSettings;
import dev.weir.route.RouteSettings;
import dev.weir.store.NearSettings;
import dev.weir.telemetry.TelemetrySettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The document as a whole, and what its sections must agree on. */
final class WeirSection {
    private static final String AUTO = "auto";
    private static final Form<Integer> EVENT_LOOPS = eventLoops();
    private static final Form<Long> NEAR_BYTES = Sizes.between("1MiB", "64GiB");

    private WeirSection() {}

    static WeirSettings read(Section root) {
        ListenSettings listen = root.section("listen", ListenSection::read);
        Set<Integer> taken = root.self().isSound("listen") ? listen.ports() : Set.of();
        AdminSettings admin = root.section("admin", section -> AdminSection.read(section, taken));
        int eventLoops = root.get("event-loops", EVENT_LOOPS, 0);
        String namespace = root.get("namespace", Texts.NAMESPACE, "weir");
        FleetSection fleet = new FleetSection(root);
        RedisSettings redis = root.section("redis", section -> fleet.readLog(section, RedisSection.read(section)));
        NearSettings near = root.section("near-store", WeirSection::near);
        OriginsSection origins = root.section("origins", OriginsSection::read);
        List<RouteSettings> routes = RoutesSection.read(root.at("routes"), origins.forwarding());
        TelemetrySettings telemetry = TelemetrySection.read(root, routes);
        return new WeirSettings(
                listen,
                admin,
                eventLoops,
                namespace,
                redis,
                fleet.read(),
                near,
                Collections.unmodifiableMap(origins.settings()),
                Map.copyOf(origins.simulations()),
                routes,
                telemetry);
    }

    private static NearSettings near(Section near) {
        return new NearSettings(near.get("max-bytes", NEAR_BYTES, NearSettings.STANDARD.maxBytes()));
    }

    private static Form<Integer> eventLoops() {
        Form<Integer> number = Numbers.between(1, 1024);
        return Form.of(
                "auto, or a whole number from 1 to 1024",
                text -> text.equals(AUTO) ? Optional.of(0) : number.read(text));
    }
}
