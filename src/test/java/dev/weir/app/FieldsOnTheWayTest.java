package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway takes out of a message and what it adds (RFC 9110 §7.6, RFC 9211 §2), passed and filled alike. */
class FieldsOnTheWayTest {
    private static ScriptedOrigin origin;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        origin = new ScriptedOrigin().alwaysAnswer(request -> answer(request.response()));

        gateway = Gateway.before(
                origin.address(),
                null,
                List.of(
                        Gateway.route("passed", "/passed", null),
                        Gateway.route("cached", "/cached", Gateway.originOnly())));
    }

    private static void answer(HttpServerResponse response) {
        response.headers()
                .add("connection", "X-Hop")
                .add("x-hop", "for this connection")
                .add("keep-alive", "timeout=5")
                .add("proxy-authenticate", "Basic")
                .add("via", "1.1 inner")
                .add("cache-status", "inner; hit")
                .add("set-cookie", "a=1")
                .add("set-cookie", "b=2")
                .add("x-opaque", "\u00fc\u00a0\u00fe")
                .add("x-end", "to end");
        response.end("x");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        origin.close();
    }

    private static MultiMap lastSeen() {
        return origin.seen().get(origin.count() - 1).headers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/passed", "/cached"})
    void fieldsOfTheOriginsConnection_goNoFurther(String path) {
        Received answer = gateway.get(path).assertStatus(200).assertBody("x");

        assertThat(answer.field("x-hop")).isNull();
        assertThat(answer.field("keep-alive")).isNull();
        assertThat(answer.field("proxy-authenticate")).isNull();
        assertThat(answer.field("x-end")).isEqualTo("to end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/passed", "/cached"})
    void gatewaysMarks_comeAfterThoseOfOthers(String path) {
        Received answer = gateway.get(path);

        assertThat(answer.headers().getAll("via")).containsExactly("1.1 inner", "1.1 weir");
        assertThat(answer.headers().getAll("cache-status")).hasSize(2).first().isEqualTo("inner; hit");
        assertThat(answer.headers().getAll("cache-status").get(1)).startsWith("weir; fwd=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/passed", "/cached"})
    void repeatedFields_stayApart(String path) {
        assertThat(gateway.get(path).headers().getAll("set-cookie")).containsExactly("a=1", "b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/passed", "/cached"})
    void spaceAroundAValue_isNotPartOfIt(String path) {
        exchange("GET " + path + " HTTP/1.1|Host: a|X-Spaced: \t in the  middle \t |Connection: close||");

        assertThat(lastSeen().get("x-spaced")).isEqualTo("in the  middle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/passed", "/cached"})
    void bytesBeyondAscii_arePassedAsTheyAre(String path) {
        String answer = exchange("GET " + path + " HTTP/1.1|Host: a|X-Opaque: \u00e9\u0080\u00ff|Connection: close||");

        assertThat(lastSeen().get("x-opaque")).isEqualTo("\u00e9\u0080\u00ff");
        assertThat(answer).contains("\r\nx-opaque: \u00fc\u00a0\u00fe\r\n");
    }

    private static String exchange(String request) {
        try (RawConnection client = new RawConnection(gateway.port())) {
            return client.send(request).readToEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/passed", "/cached"})
    void fieldsOfTheClientsConnection_goNoFurther(String path) {
        gateway.get(
                path,
                "connection",
                "keep-alive, X-Mine",
                "x-mine",
                "1",
                "te",
                "deflate, trailers",
                "upgrade",
                "websocket",
                "proxy-authorization",
                "Basic eA==",
                "x-other",
                "2",
                "via",
                "1.0 outer");

        assertThat(lastSeen().contains("x-mine")).isFalse();
        assertThat(lastSeen().getAll("te")).as("what the gateway itself can do").containsExactly("trailers");
        assertThat(lastSeen().contains("upgrade")).isFalse();
        assertThat(lastSeen().contains("proxy-authorization")).isFalse();
        assertThat(lastSeen().get("x-other")).isEqualTo("2");
        assertThat(lastSeen().getAll("via"))
                .hasSize(2)
                .startsWith("1.0 outer")
                .last()
                .asString()
                .matches("1\\.1 weir-[0-9a-f]{8}");
    }
}
