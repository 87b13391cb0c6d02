package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PurgeCommandTest {
    private record Seen(String line, String authorization, JsonObject body) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private volatile Handler<HttpServerRequest> answer = answering(200, """
            {"id":"42","confirmed":["n1","n2"],"detached":[],"pending":[]}""");
    private int port;

    @BeforeEach
    void start() {
        port = Async.await(vertx.createHttpServer().requestHandler(this::record).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void close() {
        Async.await(vertx.close());
    }

    private void record(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            seen.add(new Seen(
                    request.method() + " " + request.uri(),
                    String.valueOf(request.getHeader("authorization")),
                    body.toJsonObject()));
            answer.handle(request);
        });
    }

    private static Handler<HttpServerRequest> answering(int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return request -> request.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .putHeader("server-timing", "purge;dur=3.14159")
                .end(body);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("purge", "--admin", "http://127.0.0.1:" + port));
        all.addAll(List.of(arguments));
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void options_becomeTheOrder() {
        int code = run(Stream.of(
                        "--url http://a/1 --url http://a/2 --group g --prefix http://a/p --origin http://a --soft",
                        "--refill --timeout 250ms --token s3cret")
                .flatMap(line -> Stream.of(line.split(" ")))
                .toArray(String[]::new));

        assertThat(code).isZero();
        assertThat(seen).containsExactly(new Seen("POST /v1/purge", "Bearer s3cret", new JsonObject("""
                {"urls":["http://a/1","http://a/2"],"groups":["g"],"prefixes":["http://a/p"],"all":false,
                 "origin":"http://a","soft":true,"refill":true,"confirm":true,"timeout":"250ms"}""")));
    }

    @Test
    void withoutOptions_theOrderHasTheDefaults() {
        run("--all", "--no-confirm");

        assertThat(seen.get(0).body()).isEqualTo(new JsonObject("""
                {"urls":[],"groups":[],"prefixes":[],"all":true,"origin":null,"soft":false,"refill":false,
                 "confirm":false,"timeout":"1000ms"}"""));
    }

    @Test
    void dash_readsValuesFromStandardInput() {
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream("http://a/1\n\n  http://a/2\r\nhttp://a/3".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("--url", "http://a/0", "--url", "-")).isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(seen.get(0).body().getJsonArray("urls"))
                .containsExactly("http://a/0", "http://a/1", "http://a/2", "http://a/3");
    }

    @Test
    void dashTwice_isRefused() {
        assertThat(run("--url", "-", "--group", "-")).isEqualTo(2);
        assertThat(err.toString()).contains("-: given twice (expected: standard input once)");
        assertThat(seen).isEmpty();
    }

    @Test
    void confirmed_areNamed_withTheTimeTheGatewayTook() {
        assertThat(run("--group", "g")).isZero();
        assertThat(out.toString().lines()).containsExactly("purge 42, 3.1 ms", "confirmed  n1 n2");
    }

    @Test
    void pending_isNamed_andExitsNonZero() {
        answer = answering(202, """
                {"id":"42","confirmed":["n1"],"detached":["n3"],"pending":["n2"],"refilling":5}""");

        assertThat(run("--group", "g")).isEqualTo(3);
        assertThat(out.toString().lines())
                .containsExactly(
                        "purge 42, 3.1 ms",
                        "confirmed  n1",
                        "detached   n3 (not renewing: not part of the fleet until back)",
                        "pending    n2 (not confirmed in time: --timeout waits longer)",
                        "refilling  5");
    }

    @Test
    void json_isTheAnswerAsItCame_withTheSameExitCode() {
        answer = answering(202, "{\"id\":\"42\",\"confirmed\":[],\"detached\":[],\"pending\":[\"n2\"]}");

        assertThat(run("--group", "g", "--json")).isEqualTo(3);
        assertThat(out.toString().strip())
                .isEqualTo("{\"id\":\"42\",\"confirmed\":[],\"detached\":[],\"pending\":[\"n2\"]}");
    }

    @Test
    void unknownOutcome_saysRepeat_andHasACodeOfItsOwn() {
        answer = answering(504, "{\"detail\":\"unknown, repeat: no answer\"}");

        assertThat(run("--group", "g")).isEqualTo(4);
        assertThat(err.toString().strip()).isEqualTo("weir: unknown, repeat: no answer");
    }

    @Test
    void refusal_saysWhy() {
        answer = answering(503, "{\"detail\":\"nothing was purged, for no Redis\"}");

        assertThat(run("--group", "g")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("weir: nothing was purged, for no Redis");
    }

    @Test
    void mistakes_areListed() {
        answer = answering(400, """
                {"detail":"1 mistake","errors":[{"pointer":"#/urls/0","detail":"x (expected: a URL)"}]}""");

        assertThat(run("--url", "x")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("weir: 1 mistake", "  #/urls/0: x (expected: a URL)");
    }

    @Test
    void missingToken_saysWhereToGiveIt() {
        answer = answering(401, "{}");

        assertThat(run("--all")).isEqualTo(1);
        assertThat(run("--all", "--token", "x")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "weir: The gateway wants a token: give the admin.token of its configuration in --token, or in"
                                + " WEIR_TOKEN.",
                        "weir: The gateway has another token: give the admin.token of its configuration in --token, or in"
                                + " WEIR_TOKEN.");
    }

    @Test
    void nobodyThere_asksWhetherTheGatewayRuns() {
        HttpServer gone =
                Async.await(vertx.createHttpServer().requestHandler(r -> {}).listen(0, "127.0.0.1"));
        port = gone.actualPort();
        Async.await(gone.close());

        assertThat(run("--all")).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be reached", "Is the gateway running?", "--admin");
    }

    @Test
    void answerThatIsLost_isUnknown() {
        answer = request -> request.connection().close();

        assertThat(run("--all")).isEqualTo(4);
        assertThat(err.toString()).contains("did not answer", "repeat it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void stranger_isTold(String type) {
        answer = request -> request.response().putHeader("content-type", type).end("<html>");

        assertThat(run("--all")).isEqualTo(1);
        assertThat(err.toString()).contains("is no admin port of Weir: it answered 200, " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8081", "ftp://a", "http://", "http://u:p@a", "nonsense\u0001"})
    void wrongAddress_isWrongUsage(String admin) {
        assertThat(run("--all", "--admin", admin)).isEqualTo(2);
    }

    @Test
    void wrongTimeout_isWrongUsage() {
        assertThat(run("--all", "--timeout", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("5 (expected: a duration");
    }
}
