package dev.weir.config;

import dev.weir.http.ForwardedSettings;
import dev.weir.http.ForwardedSettings.Family;
import dev.weir.http.ListenSettings;
import dev.weir.http.ListenSettings.Peers;
import java.util.Map;

/** {@code listen}: where clients connect. */
final class ListenSection {
    private static final Form<Family> FAMILY = Choices.of(
            "x-forwarded, forwarded, both or off",
            Map.of(
                    "x-forwarded",
                    Family.X_FORWARDED,
                    "forwarded",
                    Family.FORWARDED,
                    "both",
                    Family.BOTH,
                    "off",
                    Family.OFF,
                    "false",
                    Family.OFF));

    private ListenSection() {}

    static ListenSettings read(Section listen) {
        int port = listen.get("port", Numbers.PORT, 8080);
        return new ListenSettings(
                listen.get("host", Addresses.LISTEN, "127.0.0.1"),
                port,
                TlsSection.read(listen.at("tls"), port),
                LimitsSection.read(listen),
                new Peers(
                        listen.list("purge-from", Addresses.RANGE),
                        new ForwardedSettings(
                                listen.get("forwarded", FAMILY, ForwardedSettings.STANDARD.family()),
                                listen.list("trusted-proxies", Addresses.RANGE)),
                        listen.section("proxy-protocol", proxy -> proxy.list("from", Addresses.RANGE))));
    }
}
