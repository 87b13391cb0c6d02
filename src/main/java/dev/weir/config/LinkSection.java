package dev.weir.config;

import dev.weir.origin.OriginSettings.Dns;
import dev.weir.origin.OriginSettings.Link;
import dev.weir.origin.OriginSettings.Protocol;
import dev.weir.origin.OriginSettings.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How an origin's servers are connected to: the keys that stand beside {@code servers}. */
final class LinkSection {
    private static final Form<Protocol> PROTOCOL = Choices.of(
            "auto, http1 or http2", Map.of("auto", Protocol.AUTO, "http1", Protocol.HTTP_1, "http2", Protocol.HTTP_2));
    private static final Form<Duration> KEEP_ALIVE =
            Durations.WAIT.where(duration -> duration.toSeconds() >= 1, "a duration of whole seconds, from 1s to 24h");

    private LinkSection() {}

    static Link read(Section origin, List<URI> servers) {
        Protocol protocol = origin.get("protocol", PROTOCOL, Link.STANDARD.protocol());
        Tls tls = origin.section("tls", LinkSection::tls);
        Duration keepAlive = origin.get("keep-alive", KEEP_ALIVE, Link.STANDARD.keepAlive());
        boolean secure = "https".equals(servers.getFirst().getScheme());
        if (!secure && !tls.equals(Tls.SYSTEM) && origin.self().isSound()) {
            origin.at("tls").report("tls for servers without it", "https:// servers");
        }
        return new Link(protocol, tls, keepAlive, origin.section("dns", LinkSection::dns));
    }

    private static Dns dns(Section dns) {
        return new Dns(
                dns.get("refresh", Durations.WAIT, Dns.STANDARD.refresh()), dns.list("servers", Addresses.NAME_SERVER));
    }

    private static Tls tls(Section tls) {
        Tls read = new Tls(
                tls.get("ca", LocalFiles.PEM, ""),
                tls.get("certificate", LocalFiles.PEM, ""),
                tls.get("key", LocalFiles.PEM, ""),
                tls.get("server-name", Addresses.SERVER_NAME, ""),
                tls.get("verify", Choices.SWITCH, true));
        if (read.certificate().isEmpty() != read.key().isEmpty() && tls.self().isSound()) {
            tls.self().report("one of certificate and key", "both, or neither");
        }
        if (!read.verify() && !read.authority().isEmpty()) {
            tls.at("ca").report("an authority that nothing is checked against", "none where verify is off");
        }
        return read;
    }
}
