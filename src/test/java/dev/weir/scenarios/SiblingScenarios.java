package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;

import java.util.List;

/** A variant that is not stored, asked for with the tags of those that are (RFC 9111 §4.3.1, §4.3.4). */
final class SiblingScenarios {
    private static final String OTHER_TAG = "\"v2\"";

    private SiblingScenarios() {}

    private static Answer tagged(String tag) {
        return ok("max-age=60").etag(tag).with("vary", "x-a");
    }

    private static Scenario stored(String name, Answer answer) {
        return scenario(name).origin(answer).get("x-a", "1").miss();
    }

    static List<Scenario> all() {
        return List.of(
                stored("a variant that equals a stored one is told by its tag", tagged(TAG))
                        .after(30)
                        .origin(notModified().etag(TAG).with("cache-control", "max-age=60"))
                        .get("x-a", "2")
                        .revalidated("vary-miss")
                        .originSaw("if-none-match", TAG)
                        .status(200)
                        .body("content 1")
                        .after(40)
                        .get("x-a", "2")
                        .hit(40)
                        .body("content 1")
                        .get("x-a", "1")
                        .revalidated(),
                stored("the tags of several variants go in one field", tagged(TAG))
                        .origin(tagged(OTHER_TAG))
                        .get("x-a", "2")
                        .missed()
                        .origin(notModified().etag(TAG))
                        .get("x-a", "3")
                        .revalidated("vary-miss")
                        .originSaw("if-none-match", OTHER_TAG + ", " + TAG)
                        .status(200)
                        .body("content 1"),
                stored("a variant that equals none of those stored comes whole", tagged(TAG))
                        .origin(tagged(OTHER_TAG))
                        .get("x-a", "2")
                        .missed()
                        .body("content 2")
                        .get("x-a", "1")
                        .hit(0)
                        .body("content 1"),
                stored("a 304 that names none of the tags sent is followed by a fetch of the whole", tagged(TAG))
                        .origin(notModified().etag("\"v9\""), tagged(OTHER_TAG))
                        .getTwice("vary-miss", "x-a", "2")
                        .body("content 3"),
                stored("weak tags of variants are not asked about", tagged("W/" + TAG))
                        .get("x-a", "2")
                        .missed()
                        .originDidNotSee("if-none-match"),
                scenario("tags of variants in another coding are not asked about")
                        .origin(ok("max-age=60")
                                .etag(TAG)
                                .with("vary", "accept-encoding")
                                .with("content-encoding", "gzip"))
                        .get("accept-encoding", "gzip")
                        .miss()
                        .get("accept-encoding", "br;q=0")
                        .missed()
                        .originDidNotSee("if-none-match"),
                stored("a variant told by its tag is not served for a failed origin", tagged(TAG))
                        .on("stale")
                        .origin(Answer.status(503))
                        .get("x-a", "2")
                        .missed()
                        .status(503),
                stored("a client's own condition is answered by the variant told by its tag", tagged(TAG))
                        .origin(notModified().etag(TAG))
                        .get("x-a", "2", "if-none-match", TAG)
                        .revalidated("vary-miss")
                        .notModified());
    }
}
