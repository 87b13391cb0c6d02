package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The client's own preconditions against what is stored (RFC 9110 §13, RFC 9111 §4.3.2). */
final class PreconditionScenarios {
    private static final String MODIFIED = "Mon, 02 Nov 2026 06:00:00 GMT";
    private static final String BEFORE = "Mon, 02 Nov 2026 05:59:59 GMT";
    private static final String AFTER = "Mon, 02 Nov 2026 06:00:01 GMT";
    private static final String INM = "if-none-match";
    private static final String IMS = "if-modified-since";
    private static final String IM = "if-match";
    private static final String IUS = "if-unmodified-since";

    private PreconditionScenarios() {}

    private static Scenario stored(String name) {
        return scenario(name)
                .origin(ok("max-age=60")
                        .etag(TAG)
                        .with("last-modified", MODIFIED)
                        .with("content-type", "text/plain"))
                .get()
                .miss();
    }

    private static Scenario weak(String name) {
        return scenario(name).origin(ok("max-age=60").etag("W/\"v1\"")).get().miss();
    }

    static List<Scenario> all() {
        return List.of(
                stored("If-Match is left to the origin")
                        .get(IM, TAG)
                        .forwarded("request")
                        .originSaw(IM, TAG),
                stored("If-Unmodified-Since is left to the origin")
                        .get(IUS, MODIFIED)
                        .forwarded("request")
                        .originSaw(IUS, MODIFIED),
                stored("If-Match beside If-None-Match is left to the origin")
                        .get(IM, TAG, INM, TAG)
                        .forwarded("request")
                        .originSaw(INM, TAG),
                stored("an answer to If-Match is not stored")
                        .get(IM, TAG)
                        .forwarded("request")
                        .get()
                        .hit(0)
                        .body("content 1"),
                scenario("412 to If-Match is passed on")
                        .origin(status(412))
                        .get(IM, TAG)
                        .forwarded("request")
                        .status(412),
                stored("If-None-Match with the stored tag is 304")
                        .get(INM, TAG)
                        .hit(0)
                        .notModified(),
                stored("If-None-Match with another tag is the whole")
                        .get(INM, "\"v2\"")
                        .hit(0),
                stored("If-None-Match with a star is 304").get(INM, "*").hit(0).notModified(),
                stored("If-None-Match with the tag in a list is 304")
                        .get(INM, "\"a\", \"v1\", \"b\"")
                        .hit(0)
                        .notModified(),
                stored("If-None-Match on two lines is one list")
                        .get(INM, "\"a\"", INM, TAG)
                        .hit(0)
                        .notModified(),
                stored("If-None-Match compares weakly with a strong tag")
                        .get(INM, "W/\"v1\"")
                        .hit(0)
                        .notModified(),
                weak("If-None-Match compares weakly with a weak tag")
                        .get(INM, TAG)
                        .hit(0)
                        .notModified(),
                stored("If-None-Match without quotes matches nothing")
                        .get(INM, "v1")
                        .hit(0),
                stored("If-None-Match with a lower-case weakness mark matches nothing")
                        .get(INM, "w/\"v1\"")
                        .hit(0),
                stored("If-None-Match with a comma in a tag is one tag")
                        .get(INM, "\"v1,v2\"")
                        .hit(0),
                stored("If-None-Match is told apart by case").get(INM, "\"V1\"").hit(0),
                stored("If-Modified-Since with the stored date is 304")
                        .get(IMS, MODIFIED)
                        .hit(0)
                        .notModified(),
                stored("If-Modified-Since with a later date is 304")
                        .get(IMS, AFTER)
                        .hit(0)
                        .notModified(),
                stored("If-Modified-Since with an earlier date is the whole")
                        .get(IMS, BEFORE)
                        .hit(0),
                stored("If-Modified-Since that is no date is the whole")
                        .get(IMS, "recently")
                        .hit(0),
                stored("If-Modified-Since in RFC 850 form is read")
                        .get(IMS, "Monday, 02-Nov-26 06:00:00 GMT")
                        .hit(0)
                        .notModified(),
                stored("If-Modified-Since in asctime form is read")
                        .get(IMS, "Mon Nov  2 06:00:00 2026")
                        .hit(0)
                        .notModified(),
                stored("If-Modified-Since is ignored beside If-None-Match")
                        .get(INM, "\"v2\"", IMS, AFTER)
                        .hit(0),
                stored("If-None-Match decides although If-Modified-Since says changed")
                        .get(INM, TAG, IMS, BEFORE)
                        .hit(0)
                        .notModified(),
                scenario("If-Modified-Since compares with Date where there is no Last-Modified")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get(IMS, "Fri, 01 Jan 2038 00:00:00 GMT")
                        .hit(0)
                        .notModified(),
                stored("HEAD with the stored tag is 304").head(INM, TAG).hit(0).notModified(),
                stored("304 carries the validator and Date")
                        .get(INM, TAG)
                        .hit(0)
                        .notModified()
                        .has("etag", TAG)
                        .field("date", date -> assertThat(date).isNotNull()),
                stored("304 carries Cache-Control")
                        .get(INM, TAG)
                        .hit(0)
                        .notModified()
                        .has("cache-control", "max-age=60"),
                stored("304 does not carry what describes content")
                        .get(INM, TAG)
                        .hit(0)
                        .notModified()
                        .lacks("content-type")
                        .lacks("content-length"),
                scenario("304 carries Vary and Content-Location")
                        .origin(ok("max-age=60").etag(TAG).with("vary", "x-foo").with("content-location", "/here"))
                        .get()
                        .miss()
                        .get(INM, TAG)
                        .hit(0)
                        .notModified()
                        .has("vary", "x-foo")
                        .has("content-location", "/here"),
                scenario("a precondition of a miss is answered here, and the whole is stored")
                        .origin(ok("max-age=60").etag(TAG))
                        .get(INM, TAG)
                        .miss()
                        .notModified()
                        .originDidNotSee(INM)
                        .get()
                        .hit(0)
                        .status(200),
                scenario("a precondition does not matter to what is not 200")
                        .origin(status(404, "max-age=60").etag(TAG))
                        .get()
                        .miss()
                        .get(INM, TAG)
                        .hit(0)
                        .status(404),
                scenario("If-None-Match star on a stored redirect is the redirect")
                        .origin(status(301, "max-age=60").with("location", "/x"))
                        .get()
                        .miss()
                        .get(INM, "*")
                        .hit(0)
                        .status(301),
                scenario("a tag with a space in it is compared as it is")
                        .origin(ok("max-age=60").etag("\"a b\""))
                        .get()
                        .miss()
                        .get(INM, "\"a b\"")
                        .hit(0)
                        .notModified(),
                scenario("without a tag If-None-Match is the whole")
                        .origin(ok("max-age=60").with("last-modified", MODIFIED))
                        .get()
                        .miss()
                        .get(INM, TAG)
                        .hit(0),
                scenario("without a tag If-None-Match still silences If-Modified-Since")
                        .origin(ok("max-age=60").with("last-modified", MODIFIED))
                        .get()
                        .miss()
                        .get(INM, TAG, IMS, AFTER)
                        .hit(0));
    }
}
