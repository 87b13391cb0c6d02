package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;

import java.util.List;

/** What a HEAD that went to the origin says of what is stored (RFC 9111 §4.3.5). */
final class HeadScenarios {
    private HeadScenarios() {}

    private static Scenario stored(String name, Answer toHead) {
        return scenario(name)
                .origin(ok("max-age=60").etag(TAG).with("x-a", "old"))
                .get()
                .miss()
                .after(30)
                .origin(toHead);
    }

    /** Passed, for the origin is to evaluate the condition. */
    private static Scenario heard(String name, Answer toHead) {
        return stored(name, toHead).head("if-match", TAG).forwarded("request").originSawMethod("HEAD");
    }

    static List<Scenario> all() {
        return List.of(
                heard(
                                "HEAD that agrees freshens what is stored",
                                ok("max-age=60").etag(TAG).with("x-a", "new"))
                        .after(40)
                        .get()
                        .hit(40)
                        .status(200)
                        .body("content 1")
                        .has("x-a", "new"),
                heard(
                                "HEAD with another tag makes stale what is stored",
                                ok("max-age=60").etag("\"v2\""))
                        .get()
                        .forwarded("stale")
                        .originSaw("if-none-match", TAG),
                heard(
                                "HEAD with another length makes stale what is stored",
                                ok("max-age=60")
                                        .etag(TAG)
                                        .with("content-length", "14")
                                        .body("longer content"))
                        .origin(notModified().etag(TAG))
                        .get()
                        .revalidated()
                        .status(200)
                        .body("content 1"),
                heard("HEAD that fails says nothing of what is stored", status(404, "max-age=60"))
                        .get()
                        .hit(30)
                        .status(200)
                        .body("content 1"),
                stored(
                                "HEAD with no-store that agrees leaves what is stored alone",
                                ok("max-age=60").etag(TAG))
                        .head("cache-control", "no-store")
                        .forwarded("request")
                        .get()
                        .hit(30)
                        .body("content 1"),
                stored(
                                "HEAD with no-store that differs makes stale what is stored",
                                ok("max-age=60").etag("\"v2\""))
                        .head("cache-control", "no-store")
                        .forwarded("request")
                        .get()
                        .forwarded("stale"),
                scenario("HEAD makes stale what has no validator by its length")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .origin(ok("max-age=60").with("content-length", "14").body("longer content"))
                        .head("if-unmodified-since", "Mon, 02 Nov 2026 06:00:00 GMT")
                        .forwarded("request")
                        .get()
                        .miss(),
                scenario("HEAD concerns the variant that its fields select")
                        .origin(ok("max-age=60").etag(TAG).with("vary", "x-a"))
                        .get("x-a", "1")
                        .miss()
                        .get("x-a", "2")
                        .missed()
                        .origin(ok("max-age=60").etag("\"v2\"").with("vary", "x-a"))
                        .head("x-a", "2", "if-match", TAG)
                        .forwarded("request")
                        .get("x-a", "1")
                        .hit(0)
                        .body("content 1")
                        .get("x-a", "2")
                        .forwarded("stale"),
                scenario("HEAD concerns what stands for its query")
                        .origin(ok("max-age=60").etag(TAG).with("no-vary-search", "params=(\"utm\")"))
                        .at("?utm=1")
                        .get()
                        .miss()
                        .at("?utm=2")
                        .get()
                        .hit(0)
                        .origin(ok("max-age=60").etag("\"v2\"").with("no-vary-search", "params=(\"utm\")"))
                        .at("?utm=3")
                        .head("if-match", TAG)
                        .forwarded("request")
                        .at("?utm=2")
                        .get()
                        .forwarded("stale"));
    }
}
