package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.hangUp;
import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;

import java.util.ArrayList;
import java.util.List;

/** When a response is used past its lifetime (RFC 9111 §4.2.4, RFC 5861), and when never. */
final class StaleScenarios {
    private static final String CC = "cache-control";

    private StaleScenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(onError());
        all.addAll(whileRevalidating());
        all.addAll(byTheOperator());
        return all;
    }

    private static Scenario stored(String name, String cacheControl) {
        return scenario(name).origin(ok(cacheControl)).get().miss();
    }

    private static List<Scenario> onError() {
        String usable = "max-age=60, stale-if-error=100";
        return List.of(
                stored("stale-if-error covers 500", usable)
                        .after(70)
                        .origin(status(500))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("stale-if-error covers 502", usable)
                        .after(70)
                        .origin(status(502))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("stale-if-error covers 503", usable)
                        .after(70)
                        .origin(status(503))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("stale-if-error covers 504", usable)
                        .after(70)
                        .origin(status(504))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("stale-if-error covers a closed connection", usable)
                        .after(70)
                        .origin(hangUp())
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("stale-if-error does not cover 404", usable)
                        .after(70)
                        .origin(status(404))
                        .get()
                        .forwarded("stale"),
                stored("stale-if-error does not cover 501", usable)
                        .after(70)
                        .origin(status(501))
                        .get()
                        .forwarded("stale"),
                stored("stale-if-error ends with its window", usable)
                        .after(161)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("stale-if-error is used up to its last second", usable)
                        .after(159)
                        .origin(status(503))
                        .get()
                        .stale(1, 159)
                        .status(200)
                        .body("content 1"),
                stored("without stale-if-error an error is passed on", "max-age=60")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("without stale-if-error a closed connection is 502", "max-age=60")
                        .after(70)
                        .origin(hangUp())
                        .get()
                        .failed("stale", 502),
                stored("must-revalidate forbids serving stale on error", usable + ", must-revalidate")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("must-revalidate and an origin that hangs up make an error", usable + ", must-revalidate")
                        .after(70)
                        .origin(hangUp())
                        .get()
                        .failed("stale", 502),
                stored("proxy-revalidate forbids serving stale on error", usable + ", proxy-revalidate")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("s-maxage forbids serving stale on error", "s-maxage=60, stale-if-error=100")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                scenario("no-cache forbids serving stale on error")
                        .origin(ok("no-cache, max-age=60, stale-if-error=100").etag(TAG), status(503))
                        .get()
                        .miss()
                        .get()
                        .forwarded("stale"),
                stored("request no-cache is not answered stale on error", usable)
                        .after(70)
                        .origin(status(503))
                        .get(CC, "no-cache")
                        .forwarded("stale"),
                stored("request stale-if-error grants more than the response", "max-age=60")
                        .after(70)
                        .origin(status(503))
                        .get(CC, "stale-if-error=20")
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("request stale-if-error does not override must-revalidate", "max-age=60, must-revalidate")
                        .after(70)
                        .origin(status(503))
                        .get(CC, "stale-if-error=20")
                        .forwarded("stale"),
                stored("an error does not replace what is usable stale", usable)
                        .after(70)
                        .origin(status(503, "max-age=60"))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1")
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("recovery ends stale use", usable)
                        .after(70)
                        .origin(status(503), ok("max-age=60"))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1")
                        .get()
                        .forwarded("stale")
                        .get()
                        .hit(0),
                scenario("an error during validation is covered")
                        .origin(ok(usable).etag(TAG))
                        .get()
                        .miss()
                        .after(70)
                        .origin(status(503))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1")
                        .originSaw("if-none-match", TAG),
                scenario("with nothing stored a closed connection is 502")
                        .origin(hangUp())
                        .get()
                        .failed("uri-miss", 502),
                scenario("with nothing stored an error is passed on")
                        .origin(status(503))
                        .get()
                        .miss(),
                stored("stale-if-error that cannot be read grants nothing", "max-age=60, stale-if-error=long")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("HEAD is answered stale on error", usable)
                        .after(70)
                        .origin(status(503))
                        .head()
                        .stale(1, 70)
                        .status(200));
    }

    private static List<Scenario> whileRevalidating() {
        String usable = "max-age=60, stale-while-revalidate=100";
        return List.of(
                stored("stale-while-revalidate serves at once and refreshes", usable)
                        .after(70)
                        .origin(ok("max-age=60"))
                        .get()
                        .staleAtOnce(70)
                        .body("content 1")
                        .inBackground(2)
                        .get()
                        .hit(0)
                        .body("content 2"),
                stored("stale-while-revalidate ends with its window", usable)
                        .after(161)
                        .get()
                        .forwarded("stale"),
                scenario("stale-while-revalidate validates in the background")
                        .origin(ok(usable).etag(TAG), notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(70)
                        .get()
                        .staleAtOnce(70)
                        .body("content 1")
                        .inBackground(2)
                        .get()
                        .hit(0)
                        .body("content 1"),
                stored("must-revalidate forbids stale-while-revalidate", usable + ", must-revalidate")
                        .after(70)
                        .get()
                        .forwarded("stale"),
                stored("proxy-revalidate forbids stale-while-revalidate", usable + ", proxy-revalidate")
                        .after(70)
                        .get()
                        .forwarded("stale"),
                stored("s-maxage forbids stale-while-revalidate", "s-maxage=60, stale-while-revalidate=100")
                        .after(70)
                        .get()
                        .forwarded("stale"),
                stored("request no-cache is not served while revalidating", usable)
                        .after(70)
                        .get(CC, "no-cache")
                        .forwarded("stale"),
                stored("request max-age is not served while revalidating", usable)
                        .after(70)
                        .get(CC, "max-age=90")
                        .forwarded("stale"),
                stored("request min-fresh is not served while revalidating", usable)
                        .after(70)
                        .get(CC, "min-fresh=1")
                        .forwarded("stale"),
                stored("a failed refresh leaves the stale response in place", usable)
                        .after(70)
                        .origin(status(503))
                        .get()
                        .staleAtOnce(70)
                        .body("content 1")
                        .inBackground(2)
                        .get()
                        .staleAtOnce(70)
                        .body("content 1"),
                stored("stale-while-revalidate serves only-if-cached", usable)
                        .after(70)
                        .get(CC, "only-if-cached")
                        .staleAtOnce(70)
                        .body("content 1"),
                stored("stale-while-revalidate alone does not cover errors", usable)
                        .after(161)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored(
                                "stale-while-revalidate that cannot be read grants nothing",
                                "max-age=60, stale-while-revalidate=x")
                        .after(70)
                        .get()
                        .forwarded("stale"));
    }

    private static List<Scenario> byTheOperator() {
        return List.of(
                stored("operator's stale-if-error applies where the origin is silent", "max-age=60")
                        .on("stale")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .stale(1, 70)
                        .status(200)
                        .body("content 1"),
                stored("operator's stale-if-error has an end", "max-age=60")
                        .on("stale")
                        .after(661)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("origin's shorter stale-if-error wins over the operator's", "max-age=60, stale-if-error=5")
                        .on("stale")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("must-revalidate wins over the operator's stale-if-error", "max-age=60, must-revalidate")
                        .on("stale")
                        .after(70)
                        .origin(status(503))
                        .get()
                        .forwarded("stale"),
                stored("operator's stale-while-revalidate applies where the origin is silent", "max-age=60")
                        .on("refreshing")
                        .after(70)
                        .origin(ok("max-age=60"))
                        .get()
                        .staleAtOnce(70)
                        .body("content 1")
                        .inBackground(2)
                        .get()
                        .hit(0),
                stored(
                                "origin's stale-while-revalidate of zero wins over the operator's",
                                "max-age=60, stale-while-revalidate=0")
                        .on("refreshing")
                        .after(70)
                        .get()
                        .forwarded("stale"),
                stored("no-cache wins over the operator's stale-while-revalidate", "no-cache, max-age=60")
                        .on("refreshing")
                        .get()
                        .miss(),
                scenario("an error is not kept beyond its own time")
                        .on("stale")
                        .origin(status(503), ok("max-age=60"))
                        .get()
                        .miss()
                        .after(2)
                        .get()
                        .forwarded("stale")
                        .get()
                        .hit(0));
    }
}
