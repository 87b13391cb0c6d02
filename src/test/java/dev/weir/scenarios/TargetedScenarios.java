package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.notStored;
import static dev.weir.scenarios.Shapes.stored;

import java.util.List;

/** Directives for caches of this kind (RFC 9213), and lifetimes guessed where nothing is stated (RFC 9111 §4.2.2). */
final class TargetedScenarios {
    private static final String CDN = "cdn-cache-control";
    private static final String WEIR = "weir-cache-control";

    private TargetedScenarios() {}

    static List<Scenario> all() {
        return List.of(
                stored("CDN-Cache-Control alone is stored", ok().with(CDN, "max-age=60")),
                scenario("CDN-Cache-Control wins over a shorter Cache-Control")
                        .origin(ok("max-age=1").with(CDN, "max-age=60"))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                scenario("CDN-Cache-Control wins over a longer Cache-Control")
                        .origin(ok("max-age=600").with(CDN, "max-age=60"))
                        .get()
                        .miss()
                        .after(60)
                        .get()
                        .forwarded("stale"),
                scenario("CDN-Cache-Control wins over a past Expires")
                        .origin(ok().expires(-60).with(CDN, "max-age=60"))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                stored(
                        "CDN-Cache-Control lifts no-store of Cache-Control",
                        ok("no-store").with(CDN, "max-age=60")),
                stored(
                        "CDN-Cache-Control lifts private of Cache-Control",
                        ok("private").with(CDN, "max-age=60")),
                notStored(
                        "no-store in CDN-Cache-Control forbids",
                        ok("max-age=60").with(CDN, "no-store")),
                notStored(
                        "private in CDN-Cache-Control forbids", ok("max-age=60").with(CDN, "private")),
                stored(
                        "CDN-Cache-Control that is no dictionary is ignored whole",
                        ok("max-age=60").with(CDN, "no-store;;")),
                stored("empty CDN-Cache-Control is ignored", ok("max-age=60").with(CDN, "")),
                stored(
                                "a targeted field of another cache changes nothing, and is passed on",
                                ok("max-age=60").with("example-cache-control", "no-store"))
                        .has("example-cache-control", "no-store"),
                scenario("must-revalidate in CDN-Cache-Control forbids serving stale")
                        .origin(ok().with(CDN, "max-age=60, stale-if-error=100, must-revalidate"))
                        .get()
                        .miss()
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                scenario("stale-while-revalidate in CDN-Cache-Control is honoured")
                        .origin(ok().with(CDN, "max-age=60, stale-while-revalidate=60"))
                        .get()
                        .miss()
                        .after(70)
                        .get()
                        .staleAtOnce(70)
                        .body("content 1")
                        .inBackground(2),
                scenario("Weir-Cache-Control wins over CDN-Cache-Control")
                        .origin(ok().with(CDN, "max-age=600").with(WEIR, "max-age=60"))
                        .get()
                        .miss()
                        .after(60)
                        .get()
                        .forwarded("stale"),
                scenario("CDN-Cache-Control wins over Surrogate-Control")
                        .origin(ok().with("surrogate-control", "max-age=600").with(CDN, "max-age=60"))
                        .get()
                        .miss()
                        .after(60)
                        .get()
                        .forwarded("stale"),
                stored("Surrogate-Control alone is stored", ok().with("surrogate-control", "max-age=60")),
                scenario("Last-Modified makes fresh for a tenth of its age where nothing is stated")
                        .origin(ok().lastModified(-1000))
                        .get()
                        .miss()
                        .after(99)
                        .get()
                        .hit(99)
                        .after(1)
                        .get()
                        .forwarded("stale"),
                scenario("a guessed lifetime is at most an hour")
                        .origin(ok().lastModified(-8_640_000))
                        .get()
                        .miss()
                        .after(3599)
                        .get()
                        .hit(3599)
                        .after(1)
                        .get()
                        .forwarded("stale"),
                notStored(
                        "a Last-Modified in the future gives no lifetime",
                        ok("private").lastModified(60)),
                scenario("no lifetime is guessed for a request with Cookie")
                        .origin(ok().lastModified(-100_000))
                        .get("cookie", "a=1")
                        .miss()
                        .get("cookie", "a=1")
                        .miss(),
                stored("a lifetime is guessed for 404", status(404).lastModified(-100_000)),
                scenario("no lifetime is guessed for 500")
                        .origin(status(500).lastModified(-100_000))
                        .get()
                        .miss()
                        .get()
                        .miss(),
                scenario("a safe method invalidates no group")
                        .origin(ok("max-age=60").with("cache-groups", "\"g\""))
                        .get()
                        .miss()
                        .origin(ok("max-age=60").with("cache-group-invalidation", "\"g\""))
                        .at("/other")
                        .get()
                        .miss()
                        .at("")
                        .get()
                        .hit(0)
                        .body("content 1"));
    }
}
