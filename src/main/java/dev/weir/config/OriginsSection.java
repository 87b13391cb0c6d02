package dev.weir.config;

import dev.weir.origin.OriginSettings;
import dev.weir.origin.OriginSettings.Overload;
import dev.weir.origin.OriginSettings.Times;
import dev.weir.simulate.SimulationSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code origins}: the next hops, by name.
 *
 * @param settings all of them, in the order written
 * @param simulations the simulated ones
 * @param forwarding what each says of the messages of all its routes
 */
record OriginsSection(
        Map<String, OriginSettings> settings,
        Map<String, SimulationSettings> simulations,
        Map<String, ForwardingSection> forwarding) {
    /** Stands for a simulated origin until it is started on a free port. */
    private static final URI NOT_STARTED = URI.create("http://127.0.0.1:0");

    private static final Form<Boolean> LIMIT =
            Choices.of("adaptive or fixed", Map.of("adaptive", true, "fixed", false));
    private static final Form<Integer> QUEUE = Numbers.between(0, 1_000_000);

    static OriginsSection read(Section origins) {
        OriginsSection result = new OriginsSection(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        Map<String, Value> entries = origins.entries(Texts.NAME);
        if (entries.isEmpty() && origins.self().isSound()) {
            origins.self().report("none", "at least one origin");
        }
        entries.forEach((name, value) -> value.section(origin -> result.add(name, origin)));
        return result;
    }

    private @Nullable OriginSettings add(String name, Section origin) {
        Value simulated = origin.at("simulated");
        boolean served = !origin.at("servers").isAbsent();
        if (origin.self().isMapping() && served != simulated.isAbsent()) {
            origin.self().report(served ? "two kinds of origin" : "no server", "either servers or simulated");
        }
        List<URI> servers = servers(origin);
        int maxConcurrent = origin.get("max-concurrent", Numbers.COUNT, 256);
        if (!simulated.isAbsent()) {
            simulations.put(name, simulated.section(SimulationSection::read));
        }
        forwarding.put(name, ForwardingSection.read(origin));
        return settings.put(
                name,
                new OriginSettings(
                        name,
                        servers,
                        LinkSection.read(origin, servers),
                        times(origin),
                        ResilienceSection.read(origin),
                        maxConcurrent,
                        overload(origin),
                        origin.get("refresh-budget", Numbers.COUNT, OriginSettings.usualRefreshBudget(maxConcurrent))));
    }

    private static Overload overload(Section origin) {
        return new Overload(
                origin.get("limit", LIMIT, Overload.STANDARD.adaptive()),
                origin.get("queue", QUEUE, Overload.STANDARD.queue()),
                origin.get("queue-timeout", Durations.WAIT, Overload.STANDARD.queueTimeout()));
    }

    private static List<URI> servers(Section origin) {
        Value written = origin.at("servers");
        List<URI> servers = origin.list("servers", Addresses.SERVER_URI);
        if (written.isList() && written.items().isEmpty()) {
            written.report("an empty list", "at least one server");
        }
        if (new HashSet<>(servers).size() < servers.size()) {
            written.report("a server twice", "each once");
        }
        if (servers.stream().map(URI::getScheme).distinct().count() > 1) {
            written.report("http:// beside https://", "servers of one scheme");
        }
        return servers.isEmpty() ? List.of(NOT_STARTED) : servers;
    }

    /** What is written for one limit stands for it alone; {@code timeout} for all that wait for the origin's bytes. */
    private static Times times(Section origin) {
        Times usual = Times.of(origin.get("timeout", Durations.WAIT, Duration.ofSeconds(10)));
        return new Times(
                origin.get("connect-timeout", Durations.WAIT, usual.connect()),
                origin.get("head-timeout", Durations.WAIT, usual.head()),
                origin.get("idle-timeout", Durations.WAIT, usual.idle()),
                origin.find("total-timeout", Durations.WAIT).orElse(null));
    }
}
