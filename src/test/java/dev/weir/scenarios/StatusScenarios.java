package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.notStored;
import static dev.weir.scenarios.Shapes.stored;

import java.util.List;

/** How the status of a response bears on its storing (RFC 9110 §15, RFC 9111 §3): one scenario a class of behaviour. */
final class StatusScenarios {
    private StatusScenarios() {}

    static List<Scenario> all() {
        return List.of(
                stored("201 with explicit freshness is stored", status(201, "max-age=60")),
                stored("202 with explicit freshness is stored", status(202, "max-age=60")),
                stored("203 is stored as it is", status(203, "max-age=60")),
                scenario("204 is stored without content")
                        .origin(status(204, "max-age=60"))
                        .get()
                        .miss()
                        .lacks("content-length")
                        .get()
                        .hit(0)
                        .lacks("content-length"),
                notStored(
                        "206 to a request for the whole is not stored as complete",
                        status(206, "max-age=60")
                                .with("content-range", "bytes 0-1/10")
                                .body("co")),
                stored(
                                "301 is stored with its Location",
                                status(301, "max-age=60").with("location", "/x"))
                        .has("location", "/x"),
                stored(
                        "302 with explicit freshness is stored",
                        status(302, "max-age=60").with("location", "/x")),
                stored(
                        "303 with explicit freshness is stored",
                        status(303, "max-age=60").with("location", "/x")),
                stored(
                        "307 with explicit freshness is stored",
                        status(307, "max-age=60").with("location", "/x")),
                stored(
                        "308 with explicit freshness is stored",
                        status(308, "max-age=60").with("location", "/x")),
                notStored("302 without freshness is not stored", status(302).with("location", "/x")),
                scenario("304 that nobody asked for is 502")
                        .origin(status(304, "max-age=60"))
                        .get()
                        .failed("uri-miss", 502),
                stored("400 with explicit freshness is stored", status(400, "max-age=60")),
                stored("403 with explicit freshness is stored", status(403, "max-age=60")),
                stored("404 with explicit freshness is stored", status(404, "max-age=60")),
                stored("405 keeps its Allow", status(405, "max-age=60").with("allow", "GET"))
                        .has("allow", "GET"),
                stored("410 with explicit freshness is stored", status(410, "max-age=60")),
                stored("414 with explicit freshness is stored", status(414, "max-age=60")),
                stored(
                                "429 with explicit freshness is stored",
                                status(429, "max-age=60").with("retry-after", "5"))
                        .has("retry-after", "5"),
                stored("451 with explicit freshness is stored", status(451, "max-age=60")),
                stored("500 with explicit freshness is stored", status(500, "max-age=60")),
                stored("501 with explicit freshness is stored", status(501, "max-age=60")),
                stored("503 with explicit freshness is stored", status(503, "max-age=60")),
                stored("unknown 2xx with explicit freshness is stored", status(299, "max-age=60")),
                stored("unknown 4xx with explicit freshness is stored", status(499, "max-age=60")),
                stored("unknown 5xx with explicit freshness is stored", status(599, "max-age=60")),
                notStored("404 without freshness is not stored", status(404)),
                notStored("500 without freshness is not stored", status(500)),
                notStored(
                                "503 without freshness is passed on as it is",
                                status(503).with("retry-after", "9"))
                        .has("retry-after", "9"),
                scenario("an error replaces a stale response nobody may use")
                        .origin(ok("max-age=10, must-revalidate"), status(404, "max-age=60"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .get()
                        .hit(0)
                        .status(404),
                scenario("a success replaces a stored error")
                        .origin(status(404, "max-age=10"), ok("max-age=60"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .get()
                        .hit(0)
                        .status(200));
    }
}
