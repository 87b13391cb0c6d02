package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How what is stale is validated, and what a 304 does to it (RFC 9111 §4.3, §3.2). */
final class ValidationScenarios {
    private ValidationScenarios() {}

    /** Stale by one second, with a tag. */
    private static Scenario stale(String name, Answer... then) {
        return scenario(name)
                .origin(ok("max-age=10").etag(TAG).with("x-a", "1").with("content-type", "text/plain"))
                .get()
                .miss()
                .after(11)
                .origin(then);
    }

    static List<Scenario> all() {
        return List.of(
                stale("a tag is sent as If-None-Match", notModified().etag(TAG))
                        .get()
                        .revalidated()
                        .originSaw("if-none-match", TAG),
                scenario("a weak tag is sent as it is")
                        .origin(ok("max-age=10").etag("W/\"w\""), notModified().etag("W/\"w\""))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .revalidated()
                        .originSaw("if-none-match", "W/\"w\""),
                scenario("Last-Modified is sent as If-Modified-Since")
                        .origin(ok("max-age=10").with("last-modified", "Mon, 02 Nov 2026 06:00:00 GMT"), notModified())
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .revalidated()
                        .originSaw("if-modified-since", "Mon, 02 Nov 2026 06:00:00 GMT"),
                scenario("both validators are sent")
                        .origin(
                                ok("max-age=10").etag(TAG).with("last-modified", "Mon, 02 Nov 2026 06:00:00 GMT"),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .revalidated()
                        .originSaw("if-none-match", TAG)
                        .originSaw("if-modified-since", "Mon, 02 Nov 2026 06:00:00 GMT"),
                scenario("without validator the whole is fetched")
                        .origin(ok("max-age=10"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .originDidNotSee("if-none-match")
                        .originDidNotSee("if-modified-since"),
                scenario("a tag without quotes is no validator")
                        .origin(ok("max-age=10").etag("v1"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .originDidNotSee("if-none-match"),
                scenario("a Last-Modified that is no date is no validator")
                        .origin(ok("max-age=10").with("last-modified", "recently"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .originDidNotSee("if-modified-since"),
                stale("a 304 gives a new lifetime", notModified().etag(TAG).with("cache-control", "max-age=100"))
                        .get()
                        .revalidated()
                        .after(99)
                        .get()
                        .hit(99),
                stale(
                                "a 304 that states nothing renews the old lifetime",
                                notModified().etag(TAG))
                        .get()
                        .revalidated()
                        .after(9)
                        .get()
                        .hit(9),
                stale("a 304 replaces a field", notModified().etag(TAG).with("x-a", "2"))
                        .get()
                        .revalidated()
                        .has("x-a", "2")
                        .get()
                        .hit(0)
                        .has("x-a", "2"),
                stale("a 304 keeps a field that it does not name", notModified().etag(TAG))
                        .get()
                        .revalidated()
                        .has("x-a", "1")
                        .get()
                        .hit(0)
                        .has("x-a", "1"),
                stale("a 304 adds a field", notModified().etag(TAG).with("x-new", "3"))
                        .get()
                        .revalidated()
                        .has("x-new", "3")
                        .get()
                        .hit(0)
                        .has("x-new", "3"),
                stale(
                                "a 304 replaces all lines of a field",
                                notModified().etag(TAG).with("x-a", "2").with("x-a", "3"))
                        .get()
                        .revalidated()
                        .fieldLines("x-a", "2", "3"),
                stale(
                                "a 304 does not change Content-Length",
                                notModified().etag(TAG).with("content-length", "3"))
                        .get()
                        .revalidated()
                        .has("content-length", "9")
                        .get()
                        .hit(0)
                        .has("content-length", "9"),
                stale(
                                "a 304 does not change Content-Encoding",
                                notModified().etag(TAG).with("content-encoding", "gzip"))
                        .get()
                        .revalidated()
                        .lacks("content-encoding"),
                stale(
                                "a 304 does not change Content-Range",
                                notModified().etag(TAG).with("content-range", "bytes 0-1/2"))
                        .get()
                        .revalidated()
                        .lacks("content-range"),
                stale(
                                "a 304 with no-store ends what is stored, and the whole is fetched",
                                notModified().etag(TAG).with("cache-control", "no-store"),
                                ok("max-age=60"))
                        .getTwice("stale")
                        .get()
                        .hit(0)
                        .body("content 3"),
                stale(
                                "a 304 with private ends what is stored, and the whole is fetched",
                                notModified().etag(TAG).with("cache-control", "private"),
                                ok("max-age=60"))
                        .getTwice("stale")
                        .get()
                        .hit(0)
                        .body("content 3"),
                stale(
                                "a 304 with another strong tag selects nothing, and the whole is fetched",
                                notModified().etag("\"other\""),
                                ok("max-age=60").etag("\"v2\""))
                        .getTwice("stale")
                        .get()
                        .hit(0)
                        .has("etag", "\"v2\""),
                stale("a 304 with a weak form of the tag selects", notModified().etag("W/" + TAG))
                        .get()
                        .revalidated(),
                stale("a 304 without validator selects what was asked for", notModified())
                        .get()
                        .revalidated(),
                stale(
                                "a full reply to a validation replaces what is stored",
                                ok("max-age=60").etag("\"v2\""))
                        .get()
                        .forwarded("stale")
                        .get()
                        .hit(0)
                        .body("content 2")
                        .has("etag", "\"v2\""),
                stale(
                                "a full reply to a validation that may not be stored is passed on",
                                ok("private").etag("\"v2\""))
                        .get()
                        .forwarded("stale")
                        .cacheStatusLacks("stored"),
                stale("404 to a validation is passed on", status(404)).get().forwarded("stale"),
                stale("410 to a validation that is storable replaces what is stored", status(410, "max-age=60"))
                        .get()
                        .forwarded("stale")
                        .get()
                        .hit(0)
                        .status(410),
                stale(
                                "500 to a validation is passed on and replaces nothing",
                                status(500),
                                notModified().etag(TAG))
                        .get()
                        .forwarded("stale")
                        .get()
                        .revalidated()
                        .status(200)
                        .status(200)
                        .body("content 1"),
                stale(
                                "a 304 is never passed to a client that did not ask",
                                notModified().etag(TAG))
                        .get()
                        .revalidated()
                        .status(200)
                        .body("content 1"),
                stale(
                                "a client's own tag gets 304 after a validation",
                                notModified().etag(TAG))
                        .get("if-none-match", TAG)
                        .revalidated()
                        .notModified(),
                stale(
                                "a client's older tag gets the whole after a validation",
                                notModified().etag(TAG))
                        .get("if-none-match", "\"v0\"")
                        .revalidated()
                        .status(200)
                        .body("content 1"),
                stale(
                                "a client's own tag is not sent instead of the stored one",
                                notModified().etag(TAG))
                        .get("if-none-match", "\"v0\"")
                        .revalidated()
                        .originSaw("if-none-match", TAG),
                stale(
                                "a 304 that begins to vary ends what is stored, and the whole is fetched",
                                notModified().etag(TAG).with("vary", "x-foo"),
                                ok("max-age=60").with("vary", "x-foo"))
                        .getTwice("stale")
                        .get()
                        .hit(0)
                        .body("content 3"),
                stale("a 304 with a new Date is young", notModified().etag(TAG).date(0))
                        .get()
                        .revalidated()
                        .age(0),
                stale(
                                "a 304 updates Expires",
                                notModified()
                                        .etag(TAG)
                                        .with("cache-control", "public")
                                        .expires(100))
                        .get()
                        .revalidated()
                        .after(99)
                        .get()
                        .hit(99),
                stale("HEAD validates what is stale", notModified().etag(TAG))
                        .head()
                        .revalidated()
                        .status(200),
                stale("HEAD validation freshens for GET", notModified().etag(TAG))
                        .head()
                        .revalidated()
                        .status(200)
                        .get()
                        .hit(0)
                        .body("content 1"),
                scenario("a stale error without validator is fetched anew")
                        .origin(status(404, "max-age=10"), ok("max-age=60"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .status(200),
                scenario("a lifetime of zero is validated each time")
                        .origin(ok("max-age=0").etag(TAG), notModified().etag(TAG))
                        .get()
                        .miss()
                        .get()
                        .revalidated()
                        .get()
                        .revalidated(),
                scenario("must-revalidate is validated once stale")
                        .origin(
                                ok("max-age=10, must-revalidate").etag(TAG),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(9)
                        .get()
                        .hit(9)
                        .after(2)
                        .get()
                        .revalidated(),
                stale(
                                "validation carries the client's other fields",
                                notModified().etag(TAG))
                        .get("x-client", "c")
                        .revalidated()
                        .originSaw("x-client", "c"),
                stale("validation asks with GET", notModified().etag(TAG))
                        .get()
                        .revalidated()
                        .originSawMethod("GET"),
                scenario("a redirect is validated as any other")
                        .origin(
                                status(301, "max-age=10").etag(TAG).with("location", "/x"),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .revalidated()
                        .status(301)
                        .field("location", to -> assertThat(to).isEqualTo("/x")));
    }
}
