package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;

import java.util.List;

/** {@code min-uses}: from which request on a response is stored; {@code browser-ttl}: how long browsers may keep it. */
final class DeliveryScenarios {
    private DeliveryScenarios() {}

    private static Scenario browser(String name, Answer answer) {
        return scenario(name).on("browser").origin(answer).get().miss();
    }

    static List<Scenario> all() {
        return List.of(
                scenario("min-uses stores from that request on")
                        .on("popular")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .cacheStatusLacks("stored")
                        .get()
                        .miss()
                        .cacheStatusLacks("stored")
                        .get()
                        .miss()
                        .cacheStatusSays("stored")
                        .get()
                        .hit(0),
                scenario("min-uses counts each key by itself")
                        .on("popular")
                        .origin(ok("max-age=60"))
                        .at("?a=1")
                        .get()
                        .miss()
                        .get()
                        .miss()
                        .at("?a=2")
                        .get()
                        .miss()
                        .at("?a=1")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .at("?a=2")
                        .get()
                        .miss()
                        .cacheStatusLacks("stored"),
                scenario("min-uses counts GET and HEAD alike")
                        .on("popular")
                        .origin(ok("max-age=60"))
                        .head()
                        .miss()
                        .head()
                        .miss()
                        .get()
                        .miss()
                        .cacheStatusSays("stored")
                        .get()
                        .hit(0),
                scenario("min-uses asks nothing of what is stored and stale")
                        .on("popular")
                        .origin(
                                ok("max-age=60").etag(TAG),
                                ok("max-age=60").etag(TAG),
                                ok("max-age=60").etag(TAG),
                                notModified())
                        .get()
                        .miss()
                        .get()
                        .miss()
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .revalidated()
                        .get()
                        .hit(0),
                scenario("a part is forwarded while min-uses counts")
                        .on("popular")
                        .origin(status(206, "max-age=60")
                                .with("content-range", "bytes 0-1/10")
                                .body("01"))
                        .get("range", "bytes=0-1")
                        .miss()
                        .status(206)
                        .originSaw("range", "bytes=0-1"),
                browser("browser-ttl replaces max-age towards clients", ok("max-age=60"))
                        .has("cache-control", "max-age=30")
                        .after(40)
                        .get()
                        .hit(40)
                        .has("cache-control", "max-age=70"),
                browser("browser-ttl leaves the gateway its own lifetime", ok("max-age=60"))
                        .after(61)
                        .get()
                        .forwarded("stale"),
                browser("browser-ttl takes Expires away", ok().expires(60))
                        .lacks("expires")
                        .has("cache-control", "max-age=30"),
                browser("browser-ttl keeps the other directives", ok("public, s-maxage=60, immutable"))
                        .has("cache-control", "public, s-maxage=60, immutable, max-age=30"),
                browser(
                                "browser-ttl never loosens no-cache",
                                ok("no-cache, max-age=60").etag(TAG))
                        .has("cache-control", "no-cache, max-age=60"),
                browser("browser-ttl never loosens private", ok("private, max-age=60"))
                        .has("cache-control", "private, max-age=60"),
                browser("browser-ttl leaves what comes with an error", status(500, "max-age=60"))
                        .has("cache-control", "max-age=60"),
                browser("browser-ttl reaches a 304 too", ok("max-age=60").etag(TAG))
                        .get("if-none-match", TAG)
                        .hit(0)
                        .notModified()
                        .has("cache-control", "max-age=30"),
                browser(
                                "browser-ttl reaches a part too",
                                ok("max-age=60").etag(TAG).body("0123456789"))
                        .get("range", "bytes=0-1")
                        .hit(0)
                        .status(206)
                        .body("01")
                        .has("cache-control", "max-age=30"));
    }
}
