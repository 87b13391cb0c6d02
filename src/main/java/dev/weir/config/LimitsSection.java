package dev.weir.config;

import dev.weir.http.ListenSettings.Crowd;
import dev.weir.http.ListenSettings.Heads;
import dev.weir.http.ListenSettings.Http2;
import dev.weir.http.ListenSettings.Leaving;
import dev.weir.http.ListenSettings.Limits;
import dev.weir.http.ListenSettings.Times;
import org.jspecify.annotations.Nullable;

/** Those keys of {@code listen} that say how connections are spoken on, and what a client may take. */
final class LimitsSection {
    private static final Form<Integer> HEADER_BYTES =
            Sizes.between("1KiB", "1MiB").map(Math::toIntExact);
    private static final Form<Integer> TARGET = Sizes.between("64B", "1MiB").map(Math::toIntExact);
    private static final Form<Integer> WINDOW = Sizes.between("64KiB", "16MiB").map(Math::toIntExact);
    private static final Form<Integer> FIELDS = Numbers.between(8, 10_000);

    private LimitsSection() {}

    static Limits read(Section listen) {
        return new Limits(
                http2(listen.at("http2")),
                times(listen),
                heads(listen),
                crowd(listen),
                listen.section(
                        "shutdown", shutdown -> leaving(shutdown, listen.get("reuse-port", Choices.SWITCH, false))));
    }

    /** On, off, or on with other limits. */
    private static @Nullable Http2 http2(Value http2) {
        if (http2.isMapping()) {
            return http2.section(LimitsSection::present);
        }
        return http2.as(Choices.SWITCH).orElse(true) ? Http2.STANDARD : null;
    }

    private static Http2 present(Section http2) {
        Http2 standard = Http2.STANDARD;
        return new Http2(
                http2.get("max-streams", Numbers.COUNT, standard.streams()),
                http2.get("window", WINDOW, standard.window()),
                http2.get("max-resets", Numbers.COUNT, standard.resets()),
                http2.get("max-control-frames", Numbers.COUNT, standard.controlFrames()));
    }

    private static Times times(Section listen) {
        Times standard = Times.STANDARD;
        return new Times(
                listen.get("idle-timeout", Durations.WAIT, standard.idle()),
                listen.get("header-timeout", Durations.WAIT, standard.head()),
                listen.get("body-timeout", Durations.WAIT, standard.content()));
    }

    private static Heads heads(Section listen) {
        Heads standard = Heads.STANDARD;
        return new Heads(
                listen.get("max-header-bytes", HEADER_BYTES, standard.bytes()),
                listen.get("max-header-fields", FIELDS, standard.fields()),
                listen.get("max-url-length", TARGET, standard.target()));
    }

    private static Crowd crowd(Section listen) {
        Crowd standard = Crowd.STANDARD;
        return new Crowd(
                listen.get("max-connections", Numbers.COUNT, standard.connections()),
                listen.get("max-connections-per-address", Numbers.COUNT, standard.perAddress()),
                listen.get("max-requests-in-flight", Numbers.COUNT, standard.requests()));
    }

    private static Leaving leaving(Section shutdown, boolean sharesPort) {
        return new Leaving(
                shutdown.get("delay", Durations.DELAY, Leaving.STANDARD.delay()),
                shutdown.get("limit", Durations.WAIT, Leaving.STANDARD.limit()),
                sharesPort);
    }
}
