package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;

import java.util.List;

/** What a client may ask for by Cache-Control and Pragma (RFC 9111 §5.2.1, §5.4). */
final class ClientDirectiveScenarios {
    private static final String CC = "cache-control";

    private ClientDirectiveScenarios() {}

    private static Scenario fresh(String name) {
        return scenario(name)
                .origin(ok("max-age=60").etag(TAG), notModified().etag(TAG))
                .get()
                .miss();
    }

    static List<Scenario> all() {
        return List.of(
                fresh("request no-cache validates what is fresh")
                        .get(CC, "no-cache")
                        .revalidated("request"),
                fresh("what a request's no-cache validated is fresh for others")
                        .after(30)
                        .get(CC, "no-cache")
                        .revalidated("request")
                        .get()
                        .hit(0),
                scenario("request no-cache without validator fetches anew and stores")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get(CC, "no-cache")
                        .forwarded("request")
                        .get()
                        .hit(0)
                        .body("content 2"),
                scenario("request no-cache with nothing stored is a miss that stores")
                        .origin(ok("max-age=60"))
                        .get(CC, "no-cache")
                        .miss()
                        .get()
                        .hit(0),
                fresh("request max-age above the age is a hit")
                        .after(10)
                        .get(CC, "max-age=11")
                        .hit(10),
                fresh("request max-age equal to the age is a hit")
                        .after(10)
                        .get(CC, "max-age=10")
                        .hit(10),
                fresh("request max-age below the age validates")
                        .after(10)
                        .get(CC, "max-age=9")
                        .revalidated("request"),
                fresh("request max-age of zero validates")
                        .after(1)
                        .get(CC, "max-age=0")
                        .revalidated("request"),
                fresh("request max-age does not lengthen a lifetime")
                        .after(61)
                        .get(CC, "max-age=600")
                        .revalidated(),
                fresh("request max-age that cannot be read asks for most")
                        .after(1)
                        .get(CC, "max-age=young")
                        .revalidated("request"),
                fresh("request min-fresh that is met is a hit")
                        .after(10)
                        .get(CC, "min-fresh=50")
                        .hit(10),
                fresh("request min-fresh that is not met validates")
                        .after(10)
                        .get(CC, "min-fresh=51")
                        .revalidated("request"),
                fresh("request max-stale without argument accepts any staleness")
                        .after(1000)
                        .get(CC, "max-stale")
                        .hit(1000),
                fresh("request max-stale accepts staleness within")
                        .after(70)
                        .get(CC, "max-stale=10")
                        .hit(70),
                fresh("request max-stale refuses staleness beyond")
                        .after(71)
                        .get(CC, "max-stale=10")
                        .revalidated(),
                scenario("request max-stale does not override must-revalidate")
                        .origin(
                                ok("max-age=60, must-revalidate").etag(TAG),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(61)
                        .get(CC, "max-stale")
                        .revalidated(),
                scenario("request max-stale does not override proxy-revalidate")
                        .origin(
                                ok("max-age=60, proxy-revalidate").etag(TAG),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(61)
                        .get(CC, "max-stale")
                        .revalidated(),
                scenario("request max-stale does not override s-maxage")
                        .origin(ok("s-maxage=60").etag(TAG), notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(61)
                        .get(CC, "max-stale")
                        .revalidated(),
                scenario("request max-stale does not override no-cache")
                        .origin(
                                ok("no-cache, max-age=60").etag(TAG),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .get(CC, "max-stale")
                        .revalidated(),
                fresh("request max-stale and max-age bound each other")
                        .after(70)
                        .get(CC, "max-stale=10, max-age=60")
                        .revalidated("stale"),
                fresh("request only-if-cached is answered from what is fresh")
                        .after(5)
                        .get(CC, "only-if-cached")
                        .hit(5),
                scenario("request only-if-cached with nothing stored is refused with 504")
                        .origin(ok("max-age=60"))
                        .get(CC, "only-if-cached")
                        .refused(504),
                fresh("request only-if-cached with what is stale is refused with 504")
                        .after(61)
                        .get(CC, "only-if-cached")
                        .refused(504),
                fresh("request only-if-cached with max-stale is answered stale")
                        .after(61)
                        .get(CC, "only-if-cached, max-stale")
                        .hit(61),
                fresh("request only-if-cached with no-cache is refused with 504")
                        .get(CC, "only-if-cached, no-cache")
                        .refused(504),
                fresh("request only-if-cached with no-store is answered, because nothing is forwarded")
                        .get(CC, "only-if-cached, no-store")
                        .hit(0),
                fresh("request Pragma no-cache validates without Cache-Control")
                        .get("pragma", "no-cache")
                        .revalidated("request"),
                fresh("request Pragma is silenced by Cache-Control")
                        .get("pragma", "no-cache", CC, "max-age=60")
                        .hit(0),
                fresh("request Pragma with another word means nothing")
                        .get("pragma", "x-cache")
                        .hit(0),
                fresh("request directive in upper case is read")
                        .get(CC, "NO-CACHE")
                        .revalidated("request"),
                fresh("unknown request directive means nothing")
                        .get(CC, "community=1")
                        .hit(0),
                fresh("request directives of several lines are one field")
                        .get(CC, "max-age=60", CC, "no-cache")
                        .revalidated("request"),
                fresh("request no-transform does not matter to storing")
                        .get(CC, "no-transform")
                        .hit(0),
                fresh("request stale-if-error does not make what is fresh stale")
                        .get(CC, "stale-if-error=60")
                        .hit(0),
                fresh("request Cache-Control reaches the origin")
                        .after(61)
                        .get(CC, "max-age=5, community=1")
                        .revalidated("stale")
                        .originSaw(CC, "max-age=5, community=1"),
                fresh("immutable in a request has no effect")
                        .after(1)
                        .get(CC, "immutable")
                        .hit(1)
                        .get(CC, "max-age=0, immutable")
                        .revalidated("request"));
    }
}
