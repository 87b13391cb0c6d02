package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.hangUp;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;

import java.util.List;

/** What unsafe requests make invalid (RFC 9111 §4.4). */
final class InvalidationScenarios {
    private InvalidationScenarios() {}

    private static Scenario stored(String name, String below) {
        return scenario(name).origin(ok("max-age=60")).at(below).get().miss();
    }

    private static Scenario takenOut(String name, String method, Answer answer) {
        return stored(name, "")
                .origin(answer)
                .request(method, "a")
                .forwarded("method")
                .origin(ok("max-age=60"))
                .get()
                .miss()
                .body("content 3");
    }

    /** A change at one place, whose answer names another. */
    private static Scenario named(String name, String place, Answer answer) {
        return stored(name, place)
                .origin(answer)
                .at("/orders")
                .request("POST", "a")
                .forwarded("method");
    }

    static List<Scenario> all() {
        return List.of(
                takenOut("POST takes out what is stored for its URI", "POST", ok()),
                takenOut("PUT that creates takes out what is stored", "PUT", status(201)),
                takenOut("PUT without content takes out what is stored", "PUT", status(204)),
                takenOut("DELETE takes out what is stored", "DELETE", status(204)),
                takenOut("PATCH takes out what is stored", "PATCH", ok()),
                takenOut("a method that nobody knows takes out what is stored", "FROB", ok()),
                takenOut("an accepted change takes out what is stored", "POST", status(202)),
                takenOut("a change that redirects takes out what is stored", "POST", status(303)),
                stored("a lost answer counts as a change", "")
                        .origin(hangUp())
                        .request("PUT", "a")
                        .failed("method", 502)
                        .origin(ok("max-age=60"))
                        .get()
                        .miss(),
                stored("QUERY invalidates nothing", "")
                        .request("QUERY", "a", "content-type", "text/plain")
                        .miss()
                        .get()
                        .hit(0)
                        .body("content 1"),
                stored("PROPFIND invalidates nothing", "")
                        .request("PROPFIND", "")
                        .forwarded("method")
                        .get()
                        .hit(0)
                        .body("content 1"),
                stored("a change to one query takes out that query", "?a=1")
                        .request("POST", "a")
                        .forwarded("method")
                        .get()
                        .miss(),
                stored("a change takes out its query in any order of names", "?a=1&b=2")
                        .at("?b=2&a=1")
                        .request("POST", "a")
                        .forwarded("method")
                        .at("?a=1&b=2")
                        .get()
                        .miss(),
                stored("a change to what is not stored is none", "")
                        .at("/other")
                        .request("DELETE", "")
                        .forwarded("method")
                        .at("")
                        .get()
                        .hit(0)
                        .body("content 1"),
                named("Location of a change is taken out", "/made", status(201).withPath("location", "/made"))
                        .at("/made")
                        .get()
                        .miss(),
                named("Content-Location of a change is taken out", "/made", ok().withPath("content-location", "/made"))
                        .at("/made")
                        .get()
                        .miss(),
                named(
                                "dot segments of Location are resolved",
                                "/made",
                                status(201).withPath("location", "/x/../made"))
                        .at("/made")
                        .get()
                        .miss(),
                named("a relative Location is resolved", "/made", status(201).with("location", "made"))
                        .at("/made")
                        .get()
                        .miss(),
                named(
                                "a fragment of Location means nothing",
                                "/made",
                                status(201).withPath("location", "/made#there"))
                        .at("/made")
                        .get()
                        .miss(),
                named(
                                "Location of another scheme is left alone",
                                "/made",
                                status(201).withPath("location", "https://127.0.0.1", "/made"))
                        .origin(ok("max-age=60"))
                        .at("/made")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                scenario("a change takes out every variant")
                        .origin(ok("max-age=60").with("vary", "x-a"))
                        .get("x-a", "1")
                        .miss()
                        .get("x-a", "2")
                        .missed()
                        .request("PUT", "a")
                        .forwarded("method")
                        .get("x-a", "1")
                        .missed()
                        .get("x-a", "2")
                        .missed(),
                scenario("a change takes out what stood for an error")
                        .origin(status(404, "max-age=60"))
                        .get()
                        .miss()
                        .origin(status(201))
                        .request("PUT", "a")
                        .forwarded("method")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .status(200),
                scenario("what is taken out is not served stale either")
                        .on("stale")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .after(61)
                        .request("PUT", "a")
                        .forwarded("method")
                        .origin(status(503))
                        .get()
                        .miss()
                        .status(503));
    }
}
