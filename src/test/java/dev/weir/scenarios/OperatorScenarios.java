package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;
import static dev.weir.scenarios.Shapes.notStored;
import static dev.weir.scenarios.Shapes.stored;

import java.util.List;

/** What an operator may add to the origin's word, route by route, and what never. */
final class OperatorScenarios {
    private OperatorScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("client-cache-control ignore does not validate for no-cache")
                        .on("deaf")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("cache-control", "no-cache")
                        .hit(0),
                scenario("client-cache-control ignore stores despite no-store")
                        .on("deaf")
                        .origin(ok("max-age=60"))
                        .get("cache-control", "no-store")
                        .miss()
                        .get()
                        .hit(0),
                scenario("client-cache-control ignore forwards despite only-if-cached")
                        .on("deaf")
                        .origin(ok("max-age=60"))
                        .get("cache-control", "only-if-cached")
                        .miss(),
                scenario("client-cache-control ignore does not serve stale for max-stale")
                        .on("deaf")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .after(61)
                        .get("cache-control", "max-stale")
                        .forwarded("stale"),
                scenario("client-cache-control ignore does not hear Pragma")
                        .on("deaf")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("pragma", "no-cache")
                        .hit(0),
                notStored("heuristic off guesses no lifetime", ok("public")).on("no-guess"),
                scenario("default-ttl applies where the origin is silent")
                        .on("default-ttl")
                        .origin(ok())
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59)
                        .after(1)
                        .get()
                        .forwarded("stale"),
                scenario("default-ttl gives way to max-age")
                        .on("default-ttl")
                        .origin(ok("max-age=5"))
                        .get()
                        .miss()
                        .after(6)
                        .get()
                        .forwarded("stale"),
                scenario("default-ttl gives way to Expires")
                        .on("default-ttl")
                        .origin(ok().expires(5))
                        .get()
                        .miss()
                        .after(6)
                        .get()
                        .forwarded("stale"),
                notStored("default-ttl gives way to a max-age of zero", ok("max-age=0"))
                        .on("default-ttl"),
                notStored("default-ttl gives way to no-store", ok("no-store")).on("default-ttl"),
                notStored("default-ttl gives way to private", ok("private")).on("default-ttl"),
                notStored("default-ttl gives way to no-cache", ok("no-cache")).on("default-ttl"),
                notStored("default-ttl does not apply to 500", status(500)).on("default-ttl"),
                notStored("default-ttl does not apply to 302", status(302)).on("default-ttl"),
                stored("default-ttl applies to 404", status(404)).on("default-ttl"),
                stored("default-ttl applies to 301", status(301)).on("default-ttl"),
                scenario("default-ttl does not apply to a request with Cookie")
                        .on("default-ttl")
                        .origin(ok())
                        .get("cookie", "id=1")
                        .miss()
                        .get("cookie", "id=1")
                        .miss(),
                scenario("default-ttl does not apply to a request with Authorization")
                        .on("default-ttl")
                        .origin(ok())
                        .get("authorization", "Basic eA==")
                        .miss()
                        .get("authorization", "Basic eA==")
                        .miss(),
                notStored("default-ttl does not apply to a response with Set-Cookie", ok().with("set-cookie", "a=1"))
                        .on("default-ttl"),
                scenario("what was stored by default-ttl answers a request with Cookie")
                        .on("default-ttl")
                        .origin(ok())
                        .get()
                        .miss()
                        .get("cookie", "id=1")
                        .hit(0),
                scenario("default-ttl counts from the upstream Age")
                        .on("default-ttl")
                        .origin(ok().with("age", "50"))
                        .get()
                        .miss()
                        .age(50)
                        .after(10)
                        .get()
                        .forwarded("stale")
                        .age(50),
                scenario("cookies ignore lets default-ttl apply")
                        .on("ignoring-cookies")
                        .origin(ok())
                        .get("cookie", "id=1")
                        .miss()
                        .get("cookie", "id=2")
                        .hit(0),
                scenario("fixed-ttl wins over a longer max-age")
                        .on("fixed-ttl")
                        .origin(ok("max-age=600"))
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .forwarded("stale"),
                scenario("fixed-ttl wins over a shorter max-age")
                        .on("fixed-ttl")
                        .origin(ok("max-age=1"))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                stored("fixed-ttl wins over no-cache", ok("no-cache")).on("fixed-ttl"),
                stored("fixed-ttl wins over a past Expires", ok().expires(-60)).on("fixed-ttl"),
                notStored("fixed-ttl never wins over private", ok("private")).on("fixed-ttl"),
                notStored("fixed-ttl never wins over no-store", ok("no-store")).on("fixed-ttl"),
                notStored("fixed-ttl never wins over Set-Cookie", ok().with("set-cookie", "a=1"))
                        .on("fixed-ttl"),
                notStored("fixed-ttl never wins over Vary star", ok().with("vary", "*"))
                        .on("fixed-ttl"),
                scenario("fixed-ttl never wins over Authorization")
                        .on("fixed-ttl")
                        .origin(ok())
                        .get("authorization", "Basic eA==")
                        .miss()
                        .get("authorization", "Basic eA==")
                        .miss(),
                notStored("fixed-ttl leaves errors alone", status(500)).on("fixed-ttl"),
                scenario("max-ttl caps max-age")
                        .on("max-ttl")
                        .origin(ok("max-age=600"))
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .forwarded("stale"),
                scenario("max-ttl caps Expires")
                        .on("max-ttl")
                        .origin(ok().expires(600))
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .forwarded("stale"),
                scenario("max-ttl caps s-maxage")
                        .on("max-ttl")
                        .origin(ok("s-maxage=600"))
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .forwarded("stale"),
                scenario("max-ttl caps default-ttl")
                        .on("max-ttl")
                        .origin(ok())
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .forwarded("stale"),
                scenario("max-ttl leaves shorter lifetimes alone")
                        .on("max-ttl")
                        .origin(ok("max-age=5"))
                        .get()
                        .miss()
                        .after(6)
                        .get()
                        .forwarded("stale"),
                scenario("max-ttl caps what a 304 grants")
                        .on("max-ttl")
                        .origin(
                                ok("max-age=60").etag(TAG),
                                notModified().etag(TAG).with("cache-control", "max-age=600"))
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .revalidated()
                        .after(61)
                        .get()
                        .revalidated(),
                scenario("ttl-by-status names a status")
                        .on("by-status")
                        .origin(status(404))
                        .get()
                        .miss()
                        .after(9)
                        .get()
                        .hit(9)
                        .after(2)
                        .get()
                        .forwarded("stale"),
                scenario("ttl-by-status names a class")
                        .on("by-status")
                        .origin(status(410))
                        .get()
                        .miss()
                        .after(19)
                        .get()
                        .hit(19)
                        .after(2)
                        .get()
                        .forwarded("stale"),
                scenario("ttl-by-status reaches statuses that default-ttl leaves alone")
                        .on("by-status")
                        .origin(status(503))
                        .get()
                        .miss()
                        .after(4)
                        .get()
                        .hit(4)
                        .after(2)
                        .get()
                        .forwarded("stale"),
                scenario("ttl-by-status gives way to max-age")
                        .on("by-status")
                        .origin(status(404, "max-age=30"))
                        .get()
                        .miss()
                        .after(29)
                        .get()
                        .hit(29),
                notStored("ttl-by-status gives way to no-store", status(404, "no-store"))
                        .on("by-status"),
                scenario("an error by ttl-by-status does not replace what is usable stale")
                        .on("stale")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .after(70)
                        .origin(status(503))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1")
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                scenario("bypass by a field goes to the origin and stores nothing")
                        .on("bypass")
                        .origin(ok("max-age=60"))
                        .get("x-preview", "1")
                        .forwarded("bypass")
                        .get()
                        .miss(),
                scenario("bypass by a field is not answered from the store")
                        .on("bypass")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("x-preview", "1")
                        .forwarded("bypass")
                        .get()
                        .hit(0)
                        .body("content 1"),
                scenario("bypass by a cookie goes to the origin")
                        .on("bypass")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("cookie", "a=1; session=2")
                        .forwarded("bypass"),
                scenario("bypass looks at whole cookie names")
                        .on("bypass")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("cookie", "xsession=2")
                        .hit(0),
                scenario("set-cookie strip stores without the cookie")
                        .on("strip")
                        .origin(ok("max-age=60").with("set-cookie", "a=1").with("x-a", "1"))
                        .get()
                        .miss()
                        .lacks("set-cookie")
                        .get()
                        .hit(0)
                        .lacks("set-cookie")
                        .has("x-a", "1"),
                scenario("set-cookie store keeps the cookie")
                        .on("keep-cookie")
                        .origin(ok("max-age=60").with("set-cookie", "a=1"))
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("set-cookie", "a=1"),
                scenario("set-cookie strip does not win over private")
                        .on("strip")
                        .origin(ok("private").with("set-cookie", "a=1"))
                        .get()
                        .miss()
                        .has("set-cookie", "a=1")
                        .get()
                        .miss(),
                scenario("cache off passes every request")
                        .on("uncached")
                        .origin(ok("max-age=60"))
                        .get()
                        .forwarded("bypass")
                        .get()
                        .forwarded("bypass"),
                scenario("cache off passes conditions on")
                        .on("uncached")
                        .origin(notModified().etag(TAG))
                        .get("if-none-match", TAG)
                        .forwarded("bypass")
                        .notModified()
                        .originSaw("if-none-match", TAG),
                scenario("cache off passes ranges on")
                        .on("uncached")
                        .origin(status(206).with("content-range", "bytes 0-1/9").body("co"))
                        .get("range", "bytes=0-1")
                        .forwarded("bypass")
                        .status(206)
                        .originSaw("range", "bytes=0-1"),
                scenario("a body longer than max-body is not stored")
                        .on("small")
                        .origin(ok("max-age=60").body("seventeen bytes!!"))
                        .get()
                        .miss()
                        .get()
                        .miss(),
                scenario("a body as long as max-body is stored")
                        .on("small")
                        .origin(ok("max-age=60").body("sixteen bytes !!"))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("a chunked body longer than max-body is not stored")
                        .on("small")
                        .origin(ok("max-age=60").chunked().body("seventeen bytes!!"))
                        .get()
                        .miss()
                        .get()
                        .miss());
    }
}
