package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How far a request goes (RFC 9110 §7.6.2, §7.6.3). */
final class HopScenarios {
    private HopScenarios() {}

    private static Scenario asked(String name, String method, String hops) {
        return scenario(name).origin(ok()).request(method, "", "max-forwards", hops);
    }

    static List<Scenario> all() {
        return List.of(
                asked("OPTIONS whose hops are used up ends here", "OPTIONS", "0")
                        .answered(204)
                        .body("")
                        .field("allow", allowed -> assertThat(allowed).contains("GET", "OPTIONS")),
                asked("OPTIONS with hops left goes on with one fewer", "OPTIONS", "5")
                        .forwarded("method")
                        .originSaw("max-forwards", "4"),
                asked("an empty Max-Forwards is passed on", "OPTIONS", "")
                        .forwarded("method")
                        .originSaw("max-forwards", ""),
                asked("TRACE with hops left goes on with one fewer", "TRACE", "1")
                        .forwarded("method")
                        .originSaw("max-forwards", "0"),
                scenario("TRACE whose hops are used up is reflected")
                        .origin(ok())
                        .request("TRACE", "", "max-forwards", "0", "x-any", "1")
                        .answered(200)
                        .has("content-type", "message/http")
                        .anyBody()
                        .replyBody(body -> assertThat(body)
                                .startsWith("TRACE /plain/")
                                .contains("\r\nx-any: 1\r\n", "max-forwards: 0\r\n")
                                .endsWith("\r\n\r\n")),
                scenario("TRACE does not reflect what clients prove themselves by")
                        .origin(ok())
                        .request(
                                "TRACE",
                                "",
                                "max-forwards",
                                "0",
                                "cookie",
                                "id=1",
                                "authorization",
                                "Basic eA==",
                                "x-api-key",
                                "7")
                        .answered(200)
                        .anyBody()
                        .replyBody(body -> assertThat(body).doesNotContainIgnoringCase("cookie", "basic", "x-api-key")),
                asked("Max-Forwards means nothing to other methods", "POST", "0")
                        .forwarded("method")
                        .originSaw("max-forwards", "0"),
                asked("a Max-Forwards that is no number is passed on", "OPTIONS", "soon")
                        .forwarded("method")
                        .originSaw("max-forwards", "soon"),
                asked("a huge Max-Forwards is cut to the greatest number known", "OPTIONS", "99999999999999999999")
                        .forwarded("method")
                        .originSaw("max-forwards", "2147483647"),
                scenario("marks of other gateways are no loop")
                        .origin(ok("max-age=60"))
                        .get("via", "1.1 weir, 1.1 weir, 1.1 weir, 1.1 weir, 1.1 weir")
                        .miss());
    }
}
