package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;
import static dev.weir.scenarios.Shapes.notStored;
import static dev.weir.scenarios.Shapes.stored;

import java.util.List;

/** Which responses a shared cache keeps (RFC 9111 §3). */
final class StoringScenarios {
    private static final String BASIC = "Basic eA==";

    private StoringScenarios() {}

    static List<Scenario> all() {
        return List.of(
                stored("max-age is stored", ok("max-age=60")),
                stored("s-maxage is stored", ok("s-maxage=60")),
                stored("Expires is stored", ok().expires(60)),
                stored("public beside max-age is stored", ok("public, max-age=60")),
                notStored("a response without freshness or validator is not stored", ok()),
                notStored("no-store is not stored", ok("no-store, max-age=60")),
                notStored(
                        "no-store in a second line is not stored",
                        ok("max-age=60").with("cache-control", "no-store")),
                notStored("private is not stored", ok("private, max-age=60")),
                notStored("private beside s-maxage is not stored", ok("private, s-maxage=60")),
                notStored("public beside private is not stored", ok("public, private, max-age=60")),
                notStored("no-store with Expires is not stored", ok("no-store").expires(60)),
                notStored("max-age of zero without validator is not stored", ok("max-age=0")),
                notStored("no-cache without validator is not stored", ok("no-cache, max-age=60")),
                scenario("no-cache with validator is stored and validated each time")
                        .origin(
                                ok("no-cache, max-age=60").etag(TAG),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .get()
                        .revalidated()
                        .get()
                        .revalidated(),
                scenario("must-understand replaces no-store for a known status")
                        .origin(ok("must-understand, no-store, max-age=60"))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                notStored(
                        "must-understand keeps an unknown status out",
                        Answer.status(299, "must-understand, max-age=60")),
                notStored(
                        "private is not overridden by must-understand",
                        ok("must-understand, no-store, private, max-age=60")),
                notStored("Set-Cookie is not stored", ok("max-age=60").with("set-cookie", "id=1")),
                notStored(
                        "Set-Cookie is not stored although public",
                        ok("public, max-age=60").with("set-cookie", "id=1")),
                notStored("Vary star is not stored", ok("max-age=60").with("vary", "*")),
                notStored(
                        "Vary star among names is not stored", ok("max-age=60").with("vary", "accept, *")),
                scenario("authenticated response is not stored")
                        .origin(ok("max-age=60"))
                        .get("authorization", BASIC)
                        .miss()
                        .get("authorization", BASIC)
                        .miss(),
                scenario("authenticated response with public is stored for all")
                        .origin(ok("public, max-age=60"))
                        .get("authorization", BASIC)
                        .miss()
                        .get()
                        .hit(0),
                scenario("authenticated response with s-maxage is stored for all")
                        .origin(ok("s-maxage=60"))
                        .get("authorization", BASIC)
                        .miss()
                        .get()
                        .hit(0),
                scenario("authenticated response with must-revalidate is stored for all")
                        .origin(ok("max-age=60, must-revalidate"))
                        .get("authorization", BASIC)
                        .miss()
                        .get()
                        .hit(0),
                scenario("authenticated response with proxy-revalidate alone is not stored")
                        .origin(ok("max-age=60, proxy-revalidate"))
                        .get("authorization", BASIC)
                        .miss()
                        .get("authorization", BASIC)
                        .miss(),
                scenario("authenticated response with Expires alone is not stored")
                        .origin(ok().expires(60))
                        .get("authorization", BASIC)
                        .miss()
                        .get("authorization", BASIC)
                        .miss(),
                scenario("authenticated request is answered from what was stored for all")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("authorization", BASIC)
                        .hit(0),
                scenario("what one user got is not shared with another")
                        .origin(ok("max-age=60"))
                        .get("authorization", BASIC)
                        .miss()
                        .get("authorization", "Basic eQ==")
                        .miss(),
                scenario("request no-store is forwarded and not stored")
                        .origin(ok("max-age=60"))
                        .get("cache-control", "no-store")
                        .forwarded("request")
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("request no-store is not answered from the store")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("cache-control", "no-store")
                        .forwarded("request")
                        .get()
                        .hit(0)
                        .body("content 1"),
                scenario("incomplete response is not reused as complete")
                        .origin(ok("max-age=60").cut(), ok("max-age=60"))
                        .getBreaks()
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("chunked response is stored whole")
                        .origin(ok("max-age=60").chunked())
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("content-length", "9")
                        .lacks("transfer-encoding"),
                scenario("empty response is stored")
                        .origin(ok("max-age=60").body(""))
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("content-length", "0"),
                scenario("later response replaces the stored one")
                        .origin(ok("max-age=10"), ok("max-age=60"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .get()
                        .hit(0)
                        .body("content 2"),
                scenario("later response that forbids storing leaves nothing fresh behind")
                        .origin(ok("max-age=10"), ok("no-store"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .get()
                        .forwarded("stale"),
                scenario("query with explicit freshness is stored")
                        .at("?a=1")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("Cookie does not keep explicit freshness out")
                        .origin(ok("max-age=60"))
                        .get("cookie", "id=1")
                        .miss()
                        .get("cookie", "id=2")
                        .hit(0),
                scenario("immutable is stored as any other")
                        .origin(ok("max-age=60, immutable"))
                        .get()
                        .miss()
                        .after(30)
                        .get()
                        .hit(30),
                notStored("immutable states no freshness of its own", ok("immutable")),
                scenario("unknown directive beside max-age changes nothing")
                        .origin(ok("max-age=60, community=\"UCI\""))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                notStored("must-revalidate states no freshness of its own", ok("must-revalidate")));
    }
}
