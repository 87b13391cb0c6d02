package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.hangUp;
import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;

import java.util.List;

/** What Cache-Status tells of how a request was answered (RFC 9211 §2). */
final class CacheStatusScenarios {
    private CacheStatusScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("ttl of a hit is what is left")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .after(13)
                        .get()
                        .hit(13)
                        .cacheStatusSays("ttl=47"),
                scenario("ttl of a stale response is negative")
                        .origin(ok("max-age=60, stale-if-error=60"))
                        .get()
                        .miss()
                        .after(70)
                        .origin(status(503))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1")
                        .cacheStatusSays("ttl=-10"),
                scenario("ttl of what was fetched is its lifetime")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .cacheStatusSays("ttl=60"),
                scenario("ttl of what was fetched aged is what is left")
                        .origin(ok("max-age=60").with("age", "20"))
                        .get()
                        .miss()
                        .age(20)
                        .cacheStatusSays("ttl=40"),
                scenario("ttl follows the clamp of a route")
                        .on("max-ttl")
                        .origin(ok("max-age=600"))
                        .get()
                        .miss()
                        .cacheStatusSays("ttl=60"),
                scenario("a miss that is kept says stored")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .cacheStatusSays("stored"),
                scenario("a miss that is not kept does not say stored")
                        .origin(ok("no-store"))
                        .get()
                        .miss()
                        .cacheStatusLacks("stored"),
                scenario("a miss tells the origin's status")
                        .origin(status(404, "max-age=60"))
                        .get()
                        .miss()
                        .cacheStatusSays("fwd-status=404"),
                scenario("a miss that is not kept tells the origin's status")
                        .origin(status(500))
                        .get()
                        .miss()
                        .cacheStatusSays("fwd-status=500"),
                scenario("a pass tells the origin's status")
                        .origin(status(201))
                        .request("POST", "a")
                        .forwarded("method")
                        .cacheStatusSays("fwd-status=201"),
                scenario("a validation tells 304")
                        .origin(ok("max-age=10").etag(TAG), notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .revalidated()
                        .cacheStatusSays("fwd=stale"),
                scenario("a 304 from the store is a hit")
                        .origin(ok("max-age=60").etag(TAG))
                        .get()
                        .miss()
                        .get("if-none-match", TAG)
                        .hit(0)
                        .notModified(),
                scenario("a validation that is kept says stored")
                        .origin(ok("max-age=10").etag(TAG), notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .revalidated()
                        .cacheStatusSays("stored"),
                scenario("stale use on an error tells the error")
                        .origin(ok("max-age=60, stale-if-error=60"))
                        .get()
                        .miss()
                        .after(70)
                        .origin(status(503))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1")
                        .cacheStatusSays("fwd-status=503"),
                scenario("a hit says neither fwd nor stored")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .cacheStatusLacks("fwd")
                        .cacheStatusLacks("stored"),
                scenario("a request that asks for validation says so")
                        .origin(ok("max-age=60").etag(TAG), notModified().etag(TAG))
                        .get()
                        .miss()
                        .get("cache-control", "no-cache")
                        .revalidated("request")
                        .cacheStatusSays("fwd=request"),
                scenario("a failed origin has no status to tell")
                        .origin(hangUp())
                        .get()
                        .failed("uri-miss", 502)
                        .cacheStatusLacks("fwd-status=2"),
                scenario("the gateway's own refusal has no part in the cache")
                        .origin(ok("max-age=60"))
                        .get("cache-control", "only-if-cached")
                        .refused(504),
                scenario("a route without cache says bypass")
                        .on("uncached")
                        .origin(ok("max-age=60"))
                        .get()
                        .forwarded("bypass")
                        .get()
                        .forwarded("bypass"),
                scenario("one member a reply")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .fieldLines("cache-status", "weir; hit; ttl=60; detail=redis"),
                scenario("a route may tell nothing of where its replies come from")
                        .on("silent")
                        .origin(ok("max-age=60"))
                        .get()
                        .untold(1)
                        .lacks("cache-status")
                        .get()
                        .untold(0)
                        .age(0)
                        .lacks("cache-status"));
    }
}
