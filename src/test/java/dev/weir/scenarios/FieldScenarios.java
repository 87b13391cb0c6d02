package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;

import java.util.List;

/** Which fields pass, both ways, and which are stored (RFC 9110 §7.6, RFC 9111 §3.1). */
final class FieldScenarios {
    private FieldScenarios() {}

    private static Scenario responding(String name, String field, String value) {
        return scenario(name).origin(ok("max-age=60").with(field, value));
    }

    static List<Scenario> all() {
        return List.of(
                responding("a request's Accept-Language is forwarded", "x-any", "1")
                        .get("accept-language", "de")
                        .miss()
                        .originSaw("accept-language", "de"),
                responding("an unknown field is stored and served", "x-any", "1")
                        .get()
                        .miss()
                        .has("x-any", "1")
                        .get()
                        .hit(0)
                        .has("x-any", "1"),
                scenario("several lines of one field are stored in their order")
                        .origin(ok("max-age=60").with("x-any", "2").with("x-any", "1"))
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .fieldLines("x-any", "2", "1"),
                responding("an empty field is stored and served", "x-any", "")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("x-any", ""),
                responding("Content-Type is stored", "content-type", "text/html; charset=utf-8")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("content-type", "text/html; charset=utf-8"),
                responding("Content-Language is stored", "content-language", "de")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("content-language", "de"),
                responding("Content-Encoding is stored untouched", "content-encoding", "br")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("content-encoding", "br"),
                responding("Content-Disposition is stored", "content-disposition", "attachment")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("content-disposition", "attachment"),
                responding("Content-Security-Policy is stored", "content-security-policy", "default-src 'self'")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("content-security-policy", "default-src 'self'"),
                responding("Strict-Transport-Security is stored", "strict-transport-security", "max-age=1")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("strict-transport-security", "max-age=1"),
                responding("Link is stored", "link", "</a>; rel=preload")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("link", "</a>; rel=preload"),
                responding("Expires is served as stated", "expires", "Thu, 18 Aug 2050 02:01:18 GMT")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("expires", "Thu, 18 Aug 2050 02:01:18 GMT"),
                responding("CDN-Cache-Control is passed on", "cdn-cache-control", "max-age=60")
                        .get()
                        .miss()
                        .has("cdn-cache-control", "max-age=60")
                        .get()
                        .hit(0)
                        .has("cdn-cache-control", "max-age=60"),
                responding("Connection is not stored", "connection", "x-hop")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .lacks("connection"),
                scenario("a field that Connection names is neither passed on nor stored")
                        .origin(ok("max-age=60").with("connection", "x-hop").with("x-hop", "1"))
                        .get()
                        .miss()
                        .lacks("x-hop")
                        .get()
                        .hit(0)
                        .lacks("x-hop"),
                responding("Keep-Alive is dropped", "keep-alive", "timeout=5")
                        .get()
                        .miss()
                        .lacks("keep-alive")
                        .get()
                        .hit(0)
                        .lacks("keep-alive"),
                responding("Proxy-Authenticate is dropped", "proxy-authenticate", "Basic realm=x")
                        .get()
                        .miss()
                        .lacks("proxy-authenticate")
                        .get()
                        .hit(0)
                        .lacks("proxy-authenticate"),
                responding("Proxy-Authentication-Info is dropped", "proxy-authentication-info", "x=1")
                        .get()
                        .miss()
                        .lacks("proxy-authentication-info")
                        .get()
                        .hit(0)
                        .lacks("proxy-authentication-info"),
                responding("Proxy-Connection is dropped", "proxy-connection", "keep-alive")
                        .get()
                        .miss()
                        .lacks("proxy-connection"),
                responding("Trailer is dropped", "trailer", "x-t")
                        .get()
                        .miss()
                        .lacks("trailer")
                        .get()
                        .hit(0)
                        .lacks("trailer"),
                responding("Upgrade is dropped", "upgrade", "h2c")
                        .get()
                        .miss()
                        .lacks("upgrade")
                        .get()
                        .hit(0)
                        .lacks("upgrade"),
                responding("TE of a response is dropped", "te", "trailers")
                        .get()
                        .miss()
                        .lacks("te"),
                responding("a reply names this gateway in Via", "x-any", "1")
                        .get()
                        .miss()
                        .has("via", "1.1 weir")
                        .get()
                        .hit(0)
                        .has("via", "1.1 weir"),
                responding("Via of those before is kept", "via", "1.0 up")
                        .get()
                        .miss()
                        .fieldLines("via", "1.0 up", "1.1 weir")
                        .get()
                        .hit(0)
                        .fieldLines("via", "1.0 up", "1.1 weir"),
                responding("a forwarded request names this gateway in Via", "x-any", "1")
                        .get()
                        .miss()
                        .originSawPattern("via", "1\\.1 weir-[0-9a-f]{8}"),
                responding("an unknown request field is forwarded", "x-any", "1")
                        .get("x-req", "2")
                        .miss()
                        .originSaw("x-req", "2"),
                responding("a request's TE is dropped", "x-any", "1")
                        .get("te", "trailers")
                        .miss()
                        .originDidNotSee("te"),
                responding("a request's Keep-Alive is dropped", "x-any", "1")
                        .get("keep-alive", "timeout=5")
                        .miss()
                        .originDidNotSee("keep-alive"),
                responding("a request's Proxy-Authorization is dropped", "x-any", "1")
                        .get("proxy-authorization", "Basic eA==")
                        .miss()
                        .originDidNotSee("proxy-authorization"),
                responding("a request's Proxy-Connection is dropped", "x-any", "1")
                        .get("proxy-connection", "close")
                        .miss()
                        .originDidNotSee("proxy-connection"),
                responding("a request field that Connection names is dropped and nothing stored", "x-any", "1")
                        .get("connection", "x-hop", "x-hop", "1")
                        .forwarded("request")
                        .originDidNotSee("x-hop")
                        .get()
                        .miss(),
                scenario("response Cache-Control reaches the client as it came")
                        .origin(ok("max-age=60, x-new=\"a, b\"").with("cache-control", "No-Transform"))
                        .get()
                        .miss()
                        .fieldLines("cache-control", "max-age=60, x-new=\"a, b\"", "No-Transform")
                        .get()
                        .hit(0)
                        .fieldLines("cache-control", "max-age=60, x-new=\"a, b\"", "No-Transform"),
                responding("WWW-Authenticate is stored as it is", "www-authenticate", "Basic realm=\"a\", Other")
                        .get()
                        .miss()
                        .get()
                        .hit(0)
                        .has("www-authenticate", "Basic realm=\"a\", Other"),
                responding("the host reaches the origin as it came", "x-any", "1")
                        .get("host", "shop.example:8080")
                        .miss()
                        .originSaw("host", "shop.example:8080"),
                responding("a target of 8000 octets is taken", "x-any", "1")
                        .at("?q=" + "q".repeat(8000))
                        .get()
                        .miss()
                        .originSawQuery("q=" + "q".repeat(8000))
                        .get()
                        .hit(0),
                responding("a request's Authorization is forwarded", "x-any", "1")
                        .get("authorization", "Basic eA==")
                        .miss()
                        .originSaw("authorization", "Basic eA=="),
                responding("a request's Cookie is forwarded", "x-any", "1")
                        .get("cookie", "a=b")
                        .miss()
                        .originSaw("cookie", "a=b"));
    }
}
