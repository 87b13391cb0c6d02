package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Parts of what is stored (RFC 9110 §14, RFC 9111 §3.3, §3.4). */
final class RangeScenarios {
    private static final String MODIFIED = "Mon, 02 Nov 2026 06:00:00 GMT";

    private RangeScenarios() {}

    /** Ten bytes, strongly tagged. */
    private static Scenario ten(String name) {
        return scenario(name)
                .origin(ok("max-age=60")
                        .etag(TAG)
                        .with("last-modified", MODIFIED)
                        .body("0123456789"))
                .get()
                .miss();
    }

    static List<Scenario> all() {
        return List.of(
                ten("first bytes of what is stored")
                        .get("range", "bytes=0-3")
                        .hit(0)
                        .status(206)
                        .body("0123")
                        .has("content-range", "bytes 0-3/10")
                        .has("content-length", "4"),
                ten("bytes from the middle of what is stored")
                        .get("range", "bytes=4-6")
                        .hit(0)
                        .status(206)
                        .body("456")
                        .has("content-range", "bytes 4-6/10"),
                ten("a range without end goes to the end")
                        .get("range", "bytes=7-")
                        .hit(0)
                        .status(206)
                        .body("789")
                        .has("content-range", "bytes 7-9/10"),
                ten("a range beyond the end is cut there")
                        .get("range", "bytes=7-99")
                        .hit(0)
                        .status(206)
                        .body("789")
                        .has("content-range", "bytes 7-9/10"),
                ten("a suffix is the last bytes")
                        .get("range", "bytes=-2")
                        .hit(0)
                        .status(206)
                        .body("89")
                        .has("content-range", "bytes 8-9/10"),
                ten("a suffix longer than the content is all of it")
                        .get("range", "bytes=-99")
                        .hit(0)
                        .status(206)
                        .body("0123456789")
                        .has("content-range", "bytes 0-9/10"),
                ten("a range that begins beyond the end is 416")
                        .get("range", "bytes=10-")
                        .refusedFromStore(416)
                        .has("content-range", "bytes */10"),
                ten("a suffix of zero bytes is 416").get("range", "bytes=-0").refusedFromStore(416),
                ten("an unknown unit is ignored")
                        .get("range", "lines=0-3")
                        .hit(0)
                        .status(200),
                ten("a range that cannot be read is ignored")
                        .get("range", "bytes=a-b")
                        .hit(0)
                        .status(200),
                ten("a range whose end comes before its start is ignored")
                        .get("range", "bytes=5-2")
                        .hit(0)
                        .status(200),
                ten("HEAD ignores Range").head("range", "bytes=0-3").hit(0).status(200),
                ten("several ranges come in several parts")
                        .get("range", "bytes=0-1,4-5")
                        .hit(0)
                        .status(206)
                        .anyBody()
                        .field("content-type", type -> assertThat(type).startsWith("multipart/byteranges; boundary=")),
                ten("of several ranges only those that can be satisfied come")
                        .get("range", "bytes=0-1,20-30")
                        .hit(0)
                        .status(206)
                        .anyBody(),
                ten("several ranges none of which can be satisfied are 416")
                        .get("range", "bytes=20-30,40-50")
                        .refusedFromStore(416),
                ten("If-Range with the stored tag gives the range")
                        .get("range", "bytes=0-3", "if-range", TAG)
                        .hit(0)
                        .status(206)
                        .body("0123"),
                ten("If-Range without Range changes nothing")
                        .get("if-range", "\"other\"")
                        .hit(0)
                        .status(200)
                        .body("0123456789"),
                ten("If-Range with another tag gives the whole")
                        .get("range", "bytes=0-3", "if-range", "\"v2\"")
                        .hit(0)
                        .status(200),
                ten("If-Range with a weak tag gives the whole")
                        .get("range", "bytes=0-3", "if-range", "W/" + TAG)
                        .hit(0)
                        .status(200),
                ten("If-Range with the stored date gives the range")
                        .get("range", "bytes=0-3", "if-range", MODIFIED)
                        .hit(0)
                        .status(206)
                        .body("0123"),
                ten("If-Range with another date gives the whole")
                        .get("range", "bytes=0-3", "if-range", "Mon, 02 Nov 2026 06:00:01 GMT")
                        .hit(0)
                        .status(200),
                ten("If-None-Match comes before Range")
                        .get("range", "bytes=0-3", "if-none-match", TAG)
                        .hit(0)
                        .notModified(),
                ten("a part has the age of the whole")
                        .after(7)
                        .get("range", "bytes=0-3")
                        .hit(7)
                        .status(206)
                        .body("0123"),
                ten("a part carries the validators of the whole")
                        .get("range", "bytes=0-3")
                        .hit(0)
                        .status(206)
                        .body("0123")
                        .has("etag", TAG),
                scenario("a part of what is stale is validated first")
                        .origin(
                                ok("max-age=10").etag(TAG).body("0123456789"),
                                notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(11)
                        .get("range", "bytes=0-3")
                        .revalidated()
                        .status(206)
                        .body("0123"),
                scenario("a range of a stored 404 is ignored")
                        .origin(status(404, "max-age=60"))
                        .get()
                        .miss()
                        .get("range", "bytes=0-3")
                        .hit(0)
                        .status(404));
    }
}
