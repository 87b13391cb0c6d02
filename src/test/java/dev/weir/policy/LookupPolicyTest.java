package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.request;
import static dev.weir.policy.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupPolicyTest {
    private static final LookupDecision LOOK_UP = new LookupDecision.LookUp();

    private static LookupDecision decide(RequestHead request) {
        return LookupPolicy.decide(request, CachingRules.ORIGIN_ONLY);
    }

    private static LookupDecision pass(ForwardReason why) {
        return new LookupDecision.Pass(why);
    }

    @Test
    void getAndHead_areLookedUp() {
        assertThat(decide(get("Authorization", "Basic eA==", "Cookie", "a=b"))).isEqualTo(LOOK_UP);
        assertThat(decide(request("HEAD"))).isEqualTo(LOOK_UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "get", "UNKNOWN"})
    void otherMethods_pass(String method) {
        assertThat(decide(request(method))).isEqualTo(pass(ForwardReason.METHOD));
    }

    @Test
    @Tag("MUST")
    void query_isLookedUp_byItsContent() {
        assertThat(decide(request("QUERY", "Content-Length", "5"))).isEqualTo(new LookupDecision.ReadContent(64 << 10));
        assertThat(decide(request("QUERY", "Cache-Control", "no-store"))).isEqualTo(pass(ForwardReason.REQUEST));
        assertThat(decide(request("QUERY", "Connection", "Content-Type", "Content-Type", "a/b")))
                .isEqualTo(pass(ForwardReason.REQUEST));
    }

    @Test
    void post_isLookedUp_whereTheRouteSaysThatItAsks() {
        CachingRules asks = rules().postAsks().build();
        assertThat(LookupPolicy.decide(request("POST"), asks)).isEqualTo(new LookupDecision.ReadContent(64 << 10));
        assertThat(LookupPolicy.decide(request("PUT"), asks)).isEqualTo(pass(ForwardReason.METHOD));
        for (String field : List.of("If-Match", "If-None-Match", "If-Unmodified-Since", "Content-Encoding")) {
            assertThat(LookupPolicy.decide(request("POST", field, "*"), asks)).isEqualTo(pass(ForwardReason.METHOD));
        }
    }

    @Test
    void getWithContent_passes() {
        assertThat(decide(get("Content-Length", "5"))).isEqualTo(pass(ForwardReason.METHOD));
        assertThat(decide(get("Content-Length", "0", "Content-Length", "5"))).isEqualTo(pass(ForwardReason.METHOD));
        assertThat(decide(get("Transfer-Encoding", "chunked"))).isEqualTo(pass(ForwardReason.METHOD));
        assertThat(decide(get("Content-Length", "0"))).isEqualTo(LOOK_UP);
    }

    @Test
    void bypass_passes() {
        assertThat(LookupPolicy.decide(
                        get("X-Preview", "1"), rules().bypassHeader("x-preview").build()))
                .isEqualTo(pass(ForwardReason.BYPASS));
        CachingRules session = rules().bypassCookie("session").build();
        assertThat(LookupPolicy.decide(get("Cookie", "a=b; session=x"), session))
                .isEqualTo(pass(ForwardReason.BYPASS));
        assertThat(LookupPolicy.decide(get("Cookie", "a=b", "Cookie", "session="), session))
                .isEqualTo(pass(ForwardReason.BYPASS));
        assertThat(LookupPolicy.decide(get("Cookie", "a=session; sessions=x"), session))
                .isEqualTo(LOOK_UP);
    }

    @Test
    void noStore_passes_becauseItCouldNotLeadToStorage() {
        assertThat(decide(get("Cache-Control", "no-store"))).isEqualTo(pass(ForwardReason.REQUEST));
        assertThat(decide(get("Cache-Control", "no-cache"))).isEqualTo(LOOK_UP);
    }

    @Test
    void noStoreWithOnlyIfCached_isLookedUp_becauseNothingIsForwarded() {
        assertThat(decide(get("Cache-Control", "no-store, only-if-cached"))).isEqualTo(LOOK_UP);
    }

    @Test
    void fieldHiddenByConnection_passes() {
        assertThat(decide(get("Connection", "close, accept-language", "Accept-Language", "de")))
                .isEqualTo(pass(ForwardReason.REQUEST));
        assertThat(decide(get("Connection", "accept-language"))).isEqualTo(LOOK_UP);
        assertThat(decide(get("Connection", "keep-alive, TE, close", "Keep-Alive", "5", "TE", "trailers")))
                .isEqualTo(LOOK_UP);
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(strings = {"If-Match", "if-match", "If-Unmodified-Since"})
    void S9111_4_3_2_preconditionsForTheOrigin_arePassed(String name) {
        assertThat(decide(get(name, "\"a\""))).isEqualTo(new LookupDecision.Pass(ForwardReason.REQUEST));
        assertThat(decide(get(name, "\"a\"", "Cache-Control", "only-if-cached")))
                .isEqualTo(LOOK_UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-store",
                "no-cache",
                "max-age=0",
                "min-fresh=60",
                "max-stale",
                "only-if-cached",
                "stale-if-error=9"
            })
    void routeThatIgnoresDirectives_hearsNone(String directive) {
        RequestHead client = get("cache-control", directive, "Pragma", "no-cache", "Accept", "a");
        assertThat(HeardRequest.of(client, rules().ignoreDirectives().build()).headers())
                .isEqualTo(FieldLines.of("Accept", "a"));
        assertThat(HeardRequest.of(client, CachingRules.ORIGIN_ONLY)).isSameAs(client);
        RequestHead silent = get("Accept", "a");
        assertThat(HeardRequest.of(silent, rules().ignoreDirectives().build())).isSameAs(silent);
    }
}
