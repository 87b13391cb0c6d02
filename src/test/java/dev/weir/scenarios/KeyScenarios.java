package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;

import java.util.List;

/** Which requests mean the same resource (RFC 9111 §2, RFC 3986 §6), and what the operator adds. */
final class KeyScenarios {
    private KeyScenarios() {}

    private static Scenario same(String name, String first, String second) {
        return scenario(name)
                .origin(ok("max-age=60"))
                .at(first)
                .get()
                .miss()
                .at(second)
                .get()
                .hit(0);
    }

    private static Scenario other(String name, String first, String second) {
        return scenario(name)
                .origin(ok("max-age=60"))
                .at(first)
                .get()
                .miss()
                .at(second)
                .get()
                .miss();
    }

    static List<Scenario> all() {
        return List.of(
                other("paths are told apart", "/a", "/b"),
                other("paths are told apart by case", "/a", "/A"),
                other("a trailing slash counts", "/a", "/a/"),
                other("dot segments are left to the origin", "/a/b", "/a/./x/../b"),
                other("an encoded unreserved character is left to the origin", "/a~b", "/a%7Eb"),
                other("case of percent-encoding is left to the origin", "/a%2fb", "/a%2Fb"),
                other("an encoded slash is no slash", "/a/b", "/a%2Fb"),
                other("queries are told apart", "?a=1", "?a=2"),
                other("query values are told apart by case", "?a=x", "?a=X"),
                other("no query is not an empty parameter", "", "?a="),
                same("order of query names means nothing", "?a=1&b=2", "?b=2&a=1"),
                other("order of values of one query name counts", "?a=1&a=2", "?a=2&a=1"),
                same("the same query hits", "?q=x%20y", "?q=x%20y"),
                same("chosen query names alone count", "?id=1&x=1", "?id=1&x=2").on("query"),
                other("chosen query names do count", "?id=1", "?id=2").on("query"),
                same("a route may leave the query out", "?a=1", "?a=2").on("no-query"),
                same("ignored query names do not count", "?a=1&utm_source=x", "?a=1&utm_medium=y&fbclid=2")
                        .on("ignored-query"),
                other("names that are not ignored count", "?a=1&utm=1", "?a=1&utm=2")
                        .on("ignored-query"),
                scenario("the ignored query still reaches the origin")
                        .on("ignored-query")
                        .at("?utm_source=x")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .originSawQuery("utm_source=x"),
                scenario("hosts are told apart")
                        .origin(ok("max-age=60"))
                        .get("host", "a.example")
                        .miss()
                        .get("host", "b.example")
                        .miss(),
                scenario("hosts are not told apart by case")
                        .origin(ok("max-age=60"))
                        .get("host", "a.example")
                        .miss()
                        .get("host", "A.Example")
                        .hit(0),
                scenario("the default port of a host means nothing")
                        .origin(ok("max-age=60"))
                        .get("host", "a.example")
                        .miss()
                        .get("host", "a.example:80")
                        .hit(0),
                scenario("ports of a host are told apart")
                        .origin(ok("max-age=60"))
                        .get("host", "a.example:81")
                        .miss()
                        .get("host", "a.example:82")
                        .miss(),
                scenario("a keyed field tells requests apart")
                        .on("keyed-header")
                        .origin(ok("max-age=60"))
                        .get("x-tenant", "a")
                        .miss()
                        .get("x-tenant", "b")
                        .miss()
                        .get("x-tenant", "a")
                        .hit(0)
                        .body("content 1"),
                scenario("a keyed field that is absent is a value of its own")
                        .on("keyed-header")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .get("x-tenant", "")
                        .miss()
                        .get()
                        .hit(0)
                        .body("content 1"),
                scenario("a keyed cookie tells requests apart")
                        .on("keyed-cookie")
                        .origin(ok())
                        .get("cookie", "lang=de")
                        .miss()
                        .get("cookie", "lang=fr")
                        .miss()
                        .get("cookie", "lang=de")
                        .hit(0)
                        .body("content 1"),
                scenario("beside a keyed cookie another makes the response personal")
                        .on("keyed-cookie")
                        .origin(ok())
                        .get("cookie", "lang=de; id=1")
                        .miss()
                        .get("cookie", "lang=de; id=1")
                        .miss(),
                scenario("fields that are not keyed do not count")
                        .origin(ok("max-age=60"))
                        .get("user-agent", "a")
                        .miss()
                        .get("user-agent", "b")
                        .hit(0));
    }
}
