package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;

import java.util.List;

/** What methods mean to a cache (RFC 9110 §9, RFC 9111 §3, §4, §4.4). */
final class MethodScenarios {
    private MethodScenarios() {}

    private static Scenario stored(String name) {
        return scenario(name).origin(ok("max-age=60")).get().miss();
    }

    static List<Scenario> all() {
        return List.of(
                stored("HEAD is answered from a stored GET")
                        .head()
                        .hit(0)
                        .status(200)
                        .has("content-length", "9"),
                scenario("HEAD that misses fetches the whole")
                        .origin(ok("max-age=60"))
                        .head()
                        .miss()
                        .status(200)
                        .originSawMethod("GET")
                        .get()
                        .hit(0),
                scenario("HEAD of what is not stored passes the fields on")
                        .origin(ok("no-store").with("x-a", "1"))
                        .head()
                        .miss()
                        .has("x-a", "1"),
                scenario("POST is forwarded with its content")
                        .origin(ok("no-store"))
                        .request("POST", "three fish")
                        .forwarded("method")
                        .originSawMethod("POST")
                        .originSaw("content-length", "10"),
                scenario("POST is forwarded each time")
                        .origin(ok())
                        .request("POST", "a")
                        .forwarded("method")
                        .request("POST", "a")
                        .forwarded("method"),
                scenario("POST is not answered from a stored GET")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .request("POST", "a")
                        .forwarded("method"),
                scenario("PUT is forwarded")
                        .origin(status(204))
                        .request("PUT", "a")
                        .forwarded("method")
                        .originSawMethod("PUT"),
                scenario("TRACE is forwarded and not stored")
                        .origin(ok("max-age=60"))
                        .request("TRACE", "")
                        .forwarded("method")
                        .originSawMethod("TRACE")
                        .request("TRACE", "")
                        .forwarded("method"),
                scenario("PATCH is forwarded")
                        .origin(ok())
                        .request("PATCH", "a")
                        .forwarded("method")
                        .originSawMethod("PATCH"),
                scenario("DELETE is forwarded")
                        .origin(status(204))
                        .request("DELETE", "")
                        .forwarded("method")
                        .originSawMethod("DELETE"),
                scenario("OPTIONS is forwarded and not stored")
                        .origin(ok("max-age=60").with("allow", "GET"))
                        .request("OPTIONS", "")
                        .forwarded("method")
                        .request("OPTIONS", "")
                        .forwarded("method"),
                scenario("an unknown method is forwarded")
                        .origin(ok())
                        .request("M-SEARCH", "")
                        .forwarded("method")
                        .originSawMethod("M-SEARCH"),
                scenario("method names are told apart by case")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .request("get", "")
                        .forwarded("method")
                        .originSawMethod("get"),
                scenario("GET with content is forwarded and not stored")
                        .origin(ok("max-age=60"))
                        .request("GET", "what")
                        .forwarded("method")
                        .request("GET", "what")
                        .forwarded("method"),
                stored("a response to POST does not replace that to GET")
                        .origin(status(400))
                        .request("POST", "a")
                        .forwarded("method")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                stored("OPTIONS invalidates nothing")
                        .request("OPTIONS", "")
                        .forwarded("method")
                        .get()
                        .hit(0)
                        .body("content 1"),
                stored("POST that fails with 500 does not invalidate")
                        .origin(status(500))
                        .request("POST", "a")
                        .forwarded("method")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                stored("PUT that fails with 404 does not invalidate")
                        .origin(status(404))
                        .request("PUT", "a")
                        .forwarded("method")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                stored("DELETE that is refused does not invalidate")
                        .origin(status(403))
                        .request("DELETE", "")
                        .forwarded("method")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                stored("POST to one resource leaves another alone")
                        .at("/other")
                        .request("POST", "a")
                        .forwarded("method")
                        .at("")
                        .get()
                        .hit(0)
                        .body("content 1"),
                stored("POST to one query leaves another alone")
                        .at("?a=1")
                        .request("POST", "a")
                        .forwarded("method")
                        .at("")
                        .get()
                        .hit(0)
                        .body("content 1"),
                scenario("Location on another host is not invalidated")
                        .origin(ok("max-age=60"))
                        .at("/made")
                        .get()
                        .miss()
                        .origin(status(201).withPath("location", "http://other.example", "/made"))
                        .at("")
                        .request("POST", "a")
                        .forwarded("method")
                        .at("/made")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                scenario("Location of a failed POST is not invalidated")
                        .origin(ok("max-age=60"))
                        .at("/made")
                        .get()
                        .miss()
                        .origin(status(400).withPath("location", "/made"))
                        .at("")
                        .request("POST", "a")
                        .forwarded("method")
                        .at("/made")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                scenario("POST with freshness but another Content-Location answers no GET")
                        .origin(ok("max-age=60").withPath("content-location", "/x"))
                        .request("POST", "a")
                        .forwarded("method")
                        .get()
                        .miss(),
                scenario("POST with its own Content-Location but no freshness answers no GET")
                        .origin(ok().withPath("content-location", ""))
                        .request("POST", "a")
                        .forwarded("method")
                        .get()
                        .miss());
    }
}
