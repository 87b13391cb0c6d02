package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;

import java.util.List;

/** Which of several stored responses answers a request (RFC 9111 §4.1). */
final class VaryScenarios {
    private static final String FOO = "x-foo";

    private VaryScenarios() {}

    private static Scenario varying(String name, String... vary) {
        Answer answer = ok("max-age=60");
        for (String line : vary) {
            answer.with("vary", line);
        }
        return scenario(name).origin(answer);
    }

    static List<Scenario> all() {
        return List.of(
                varying("same value selects the stored response", FOO)
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "a")
                        .hit(0),
                varying("other value selects nothing", FOO)
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "b")
                        .forwarded("vary-miss"),
                varying("both variants are kept", FOO)
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "b")
                        .forwarded("vary-miss")
                        .get(FOO, "a")
                        .hit(0)
                        .body("content 1")
                        .get(FOO, "b")
                        .hit(0)
                        .body("content 2"),
                varying("absent selects only absent", FOO)
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .get(FOO, "a")
                        .forwarded("vary-miss"),
                varying("present does not select absent", FOO)
                        .get(FOO, "a")
                        .miss()
                        .get()
                        .forwarded("vary-miss"),
                varying("empty is not absent", FOO).get().miss().get(FOO, "").forwarded("vary-miss"),
                varying("values are told apart by case", FOO)
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "A")
                        .forwarded("vary-miss"),
                varying("names are not told apart by case", "X-FOO")
                        .get(FOO, "a")
                        .miss()
                        .get("X-Foo", "a")
                        .hit(0),
                varying("space around commas means nothing", FOO)
                        .get(FOO, "a, b")
                        .miss()
                        .get(FOO, "a ,b")
                        .hit(0),
                varying("two lines select what one combined line did", FOO)
                        .get(FOO, "a, b")
                        .miss()
                        .get(FOO, "a", FOO, "b")
                        .hit(0),
                varying("order of values counts", FOO)
                        .get(FOO, "a, b")
                        .miss()
                        .get(FOO, "b, a")
                        .forwarded("vary-miss"),
                varying("comma in quotes is text", FOO)
                        .get(FOO, "\"a, b\"")
                        .miss()
                        .get(FOO, "\"a,b\"")
                        .forwarded("vary-miss"),
                varying("two names have both to match", "x-foo, x-bar")
                        .get(FOO, "a", "x-bar", "b")
                        .miss()
                        .get(FOO, "a", "x-bar", "c")
                        .forwarded("vary-miss")
                        .get(FOO, "a", "x-bar", "b")
                        .hit(0)
                        .body("content 1"),
                varying("names on two lines have both to match", FOO, "x-bar")
                        .get(FOO, "a", "x-bar", "b")
                        .miss()
                        .get(FOO, "a", "x-bar", "c")
                        .forwarded("vary-miss"),
                varying("values of two names are not run together", "x-foo, x-bar")
                        .get(FOO, "ab", "x-bar", "c")
                        .miss()
                        .get(FOO, "a", "x-bar", "bc")
                        .forwarded("vary-miss"),
                varying("order of names in Vary means nothing", "x-foo, x-bar")
                        .get(FOO, "a", "x-bar", "b")
                        .miss()
                        .origin(ok("max-age=60").with("vary", "x-bar, x-foo"))
                        .get(FOO, "c", "x-bar", "b")
                        .forwarded("vary-miss")
                        .get(FOO, "a", "x-bar", "b")
                        .hit(0)
                        .body("content 1"),
                varying("repeated name in Vary counts once", "x-foo, X-Foo")
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "a")
                        .hit(0),
                varying("empty members of Vary are ignored", ", x-foo,,")
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "a")
                        .hit(0),
                varying("empty Vary is none", "")
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "b")
                        .hit(0),
                varying("what is no name in Vary is not stored", "x foo")
                        .get()
                        .miss()
                        .get()
                        .miss(),
                varying("field not named in Vary means nothing", FOO)
                        .get(FOO, "a", "x-bar", "1")
                        .miss()
                        .get(FOO, "a", "x-bar", "2")
                        .hit(0),
                varying("Cookie in Vary keeps cookies apart", "cookie")
                        .get("cookie", "id=1")
                        .miss()
                        .get("cookie", "id=2")
                        .forwarded("vary-miss"),
                varying("Authorization in Vary with public keeps users apart", "authorization")
                        .origin(ok("public, max-age=60").with("vary", "authorization"))
                        .get("authorization", "Basic eA==")
                        .miss()
                        .get("authorization", "Basic eQ==")
                        .forwarded("vary-miss"),
                varying("User-Agent in Vary is one value", "user-agent")
                        .get("user-agent", "a, b")
                        .miss()
                        .get("user-agent", "a,b")
                        .forwarded("vary-miss"),
                varying("more than sixteen names are not stored", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q")
                        .get()
                        .miss()
                        .get()
                        .miss(),
                scenario("resource that stops varying is found without its old names")
                        .origin(ok("max-age=10").with("vary", FOO), ok("max-age=60"))
                        .get(FOO, "a")
                        .miss()
                        .after(11)
                        .get(FOO, "a")
                        .forwarded("stale")
                        .get(FOO, "a")
                        .hit(0),
                scenario("resource that begins to vary keeps variants apart")
                        .origin(ok("max-age=10"), ok("max-age=60").with("vary", FOO))
                        .get(FOO, "a")
                        .miss()
                        .after(11)
                        .get(FOO, "a")
                        .forwarded("stale")
                        .get(FOO, "b")
                        .forwarded("vary-miss")
                        .get(FOO, "a")
                        .hit(0)
                        .body("content 2"),
                scenario("responses of one resource may vary by different names")
                        .origin(
                                ok("max-age=60").with("vary", FOO),
                                ok("max-age=60").with("vary", "x-foo, x-bar"))
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "b", "x-bar", "1")
                        .forwarded("vary-miss")
                        .get(FOO, "b", "x-bar", "1")
                        .hit(0)
                        .body("content 2")
                        .get(FOO, "b", "x-bar", "2")
                        .forwarded("vary-miss"),
                scenario("a variant is validated by its own tag")
                        .origin(
                                ok("max-age=10").with("vary", FOO).etag(TAG),
                                notModified().with("vary", FOO).etag(TAG))
                        .get(FOO, "a")
                        .miss()
                        .after(11)
                        .get(FOO, "a")
                        .revalidated()
                        .originSaw("if-none-match", TAG)
                        .get(FOO, "a")
                        .hit(0),
                scenario("each variant has its own age")
                        .origin(ok("max-age=60").with("vary", FOO))
                        .get(FOO, "a")
                        .miss()
                        .after(20)
                        .get(FOO, "b")
                        .forwarded("vary-miss")
                        .after(5)
                        .get(FOO, "a")
                        .hit(25)
                        .body("content 1")
                        .get(FOO, "b")
                        .hit(5)
                        .body("content 2"),
                scenario("each variant has its own lifetime")
                        .origin(
                                ok("max-age=10").with("vary", FOO),
                                ok("max-age=100").with("vary", FOO))
                        .get(FOO, "a")
                        .miss()
                        .get(FOO, "b")
                        .forwarded("vary-miss")
                        .after(50)
                        .get(FOO, "b")
                        .hit(50)
                        .get(FOO, "a")
                        .forwarded("stale"));
    }
}
