package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Answer.status;
import static dev.weir.scenarios.Scenario.scenario;

import java.util.List;

/** Queries that an origin says are the same (draft-ietf-httpbis-no-vary-search). */
final class NoVarySearchScenarios {
    private static final String UTM = "params=(\"utm\")";

    private NoVarySearchScenarios() {}

    private static Answer saying(String field) {
        return ok("max-age=60").with("no-vary-search", field);
    }

    private static Scenario same(String name, String field, String first, String second) {
        return scenario(name)
                .origin(saying(field))
                .at(first)
                .get()
                .miss()
                .at(second)
                .get()
                .hit(0);
    }

    private static Scenario other(String name, String field, String first, String second) {
        return scenario(name)
                .origin(saying(field))
                .at(first)
                .get()
                .miss()
                .at(second)
                .get()
                .miss();
    }

    static List<Scenario> all() {
        return List.of(
                same("a query name that the origin takes out does not count", UTM, "?a=1&utm=x", "?a=1&utm=y"),
                same("a query without the name is the same", UTM, "?a=1&utm=x", "?a=1"),
                same("no query is the same as one of names that do not count", UTM, "?utm=x", ""),
                same("what came without a query answers one that does not count", UTM, "", "?utm=x"),
                other("names that the origin does not take out count", UTM, "?a=1&utm=x", "?a=2&utm=x"),
                other("the rule of one path says nothing of another", UTM, "/p?utm=x", "/q?utm=x"),
                same("only names that the origin excepts count", "except=(\"id\")", "?id=1&x=1", "?y=2&id=1"),
                other("names that the origin excepts do count", "except=(\"id\")", "?id=1&x=1", "?id=2&x=1"),
                same("except of nothing makes all queries one", "except=()", "?a=1", "?b=2"),
                same("params without names, a former form, makes all queries one", "params", "?a=1", "?b=2"),
                other("key-order leaves values of one name in their order", "key-order", "?a=1&a=2", "?a=2&a=1"),
                same("key-order makes the order of any names free", "key-order", "?b.x=1&a.x=2", "?a.x=2&b.x=1"),
                same("a query is compared as it is read", "key-order", "?a=%78&&", "?%61=x"),
                other("a field that cannot be read says nothing", "params=\"utm\"", "?utm=x", "?utm=y"),
                other("a field of two meanings says nothing", "params=(\"utm\"), except=(\"a\")", "?utm=x", "?utm=y"),
                other("a field without effect leaves spellings alone", "params=()", "?a=x", "?a=%78"),
                other("a route may be deaf to No-Vary-Search", UTM, "?utm=x", "?utm=y")
                        .on("every-query"),
                same("names left out by the operator and by the origin add up", UTM, "?utm_a=1&utm=x", "?utm=y")
                        .on("ignored-query"),
                same("the field is passed on", UTM, "?utm=x", "?utm=y").has("no-vary-search", UTM),
                scenario("what stands for many queries is refreshed once for all")
                        .origin(saying(UTM))
                        .at("?utm=1")
                        .get()
                        .miss()
                        .after(61)
                        .at("?utm=2")
                        .get()
                        .forwarded("stale")
                        .originSawQuery("utm=2")
                        .at("?utm=3")
                        .get()
                        .hit(0)
                        .body("content 2"),
                scenario("what stands for many queries is validated")
                        .origin(saying(UTM).etag("\"v1\""), notModified().etag("\"v1\""))
                        .at("?utm=1")
                        .get()
                        .miss()
                        .after(61)
                        .at("?utm=2")
                        .get()
                        .revalidated()
                        .at("?utm=3")
                        .get()
                        .hit(0)
                        .body("content 1"),
                scenario("another query under the same rule is filled once for all")
                        .origin(saying(UTM))
                        .at("?a=1&utm=1")
                        .get()
                        .miss()
                        .at("?a=2&utm=1")
                        .get()
                        .miss()
                        .at("?utm=2&a=2")
                        .get()
                        .hit(0)
                        .body("content 2"),
                scenario("HEAD is answered by what stands for its query")
                        .origin(saying(UTM))
                        .at("?utm=1")
                        .get()
                        .miss()
                        .at("?utm=2")
                        .head()
                        .hit(0)
                        .status(200),
                scenario("variants are told apart among queries that are the same")
                        .origin(saying(UTM).with("vary", "x-a"))
                        .at("?utm=1")
                        .get("x-a", "1")
                        .miss()
                        .at("?utm=2")
                        .get("x-a", "2")
                        .missed()
                        .at("?utm=3")
                        .get("x-a", "1")
                        .hit(0)
                        .body("content 1")
                        .at("?utm=4")
                        .get("x-a", "2")
                        .hit(0)
                        .body("content 2"),
                scenario("a response without the field answers its own query alone")
                        .origin(saying(UTM))
                        .at("?a=1&utm=1")
                        .get()
                        .miss()
                        .origin(status(404, "max-age=60"))
                        .at("?a=2&utm=1")
                        .get()
                        .miss()
                        .status(404)
                        .at("?a=2&utm=1")
                        .get()
                        .hit(0)
                        .body("content 2")
                        .at("?a=2&utm=2")
                        .get()
                        .miss()
                        .at("?a=1&utm=2")
                        .get()
                        .hit(0)
                        .status(200)
                        .body("content 1"),
                scenario("a changed rule leads to nothing that an earlier one led to")
                        .origin(saying(UTM))
                        .at("?a=1&utm=1")
                        .get()
                        .miss()
                        .origin(saying("params=(\"a\")"))
                        .at("?b=1&a=1")
                        .get()
                        .miss()
                        .at("?b=1&a=2")
                        .get()
                        .hit(0)
                        .origin(saying(UTM))
                        .at("?c=1")
                        .get()
                        .miss()
                        .at("?a=1&utm=2")
                        .get()
                        .miss(),
                scenario("a 304 that takes the rule back is followed by a fetch of the whole")
                        .origin(
                                saying(UTM).etag("\"v1\""),
                                notModified().etag("\"v1\"").with("no-vary-search", "params=(\"b\")"),
                                ok("max-age=60"))
                        .at("?utm=1")
                        .get()
                        .miss()
                        .after(61)
                        .at("?utm=2")
                        .getTwice("stale")
                        .at("?utm=2")
                        .get()
                        .hit(0)
                        .at("?utm=3")
                        .get()
                        .forwarded("stale")
                        .body("content 4"),
                scenario("an unsafe request takes out what stands for its query")
                        .origin(saying(UTM))
                        .at("?a=1&utm=1")
                        .get()
                        .miss()
                        .at("?a=1&utm=2")
                        .get()
                        .hit(0)
                        .at("?a=1&utm=3")
                        .request("POST", "x")
                        .forwarded("method")
                        .at("?a=1&utm=2")
                        .get()
                        .miss()
                        .at("?a=1&utm=4")
                        .get()
                        .hit(0)
                        .body("content 3"),
                scenario("what is stored for a query itself comes before what stands for it")
                        .origin(ok("max-age=60"))
                        .at("?utm=1")
                        .get()
                        .miss()
                        .origin(saying(UTM))
                        .at("?utm=2")
                        .get()
                        .miss()
                        .at("?utm=1")
                        .get()
                        .hit(0)
                        .body("content 1"));
    }
}
