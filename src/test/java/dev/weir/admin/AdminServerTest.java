package dev.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
    private static final String TOKEN = "correct horse battery staple".replace(' ', '-');

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final FixedOperations operations = new FixedOperations();
    private int port;

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void metrics_areServedAsPrometheusText() throws Exception {
        start("127.0.0.1", null);

        HttpResponse<String> response = get("/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).isEqualTo(FixedOperations.METERS);
        assertThat(operations.scrapedOn).contains("worker");
    }

    @Test
    void head_hasTheFieldsOfGetAndNoContent() throws Exception {
        start("127.0.0.1", null);

        String response = raw("HEAD", "/metrics", "Host: localhost");

        assertThat(response)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("content-length: " + FixedOperations.METERS.length() + "\r\n", "content-type: text/plain;")
                .endsWith("\r\n\r\n");
    }

    @Test
    void http2_isNotOffered() throws Exception {
        start("127.0.0.1", null);

        assertThat(get("/metrics").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(send("HEAD", "/metrics").body()).isEmpty();
    }

    @Test
    void live_isUpWhateverIsNotReady() throws Exception {
        start("127.0.0.1", null);
        operations.checks = List.of(Health.Check.down("redis", "connection refused"));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void ready_saysWhatIsNot() throws Exception {
        start("127.0.0.1", null);

        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        operations.checks = List.of(Health.Check.up("listen"), Health.Check.down("redis", "connection refused"));
        HttpResponse<String> response = get("/health/ready");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(type(response)).isEqualTo("application/json");
        assertThat(new JsonObject(response.body())).isEqualTo(new JsonObject("""
                {"status":"down","checks":[{"name":"listen","status":"up"},
                 {"name":"redis","status":"down","reason":"connection refused"}]}"""));
    }

    @Test
    void status_tellsTheGatewaysState() throws Exception {
        start("127.0.0.1", null);

        assertThat(new JsonObject(get("/v1/status").body())).isEqualTo(new JsonObject("""
                {"version":"1.2.3","node":"n1","uptime":"90s","redis":"up",
                 "fleet":[{"node":"n1","applied":"1764000000000000","detached":false},
                          {"node":"n2","applied":"0","detached":true}],
                 "origins":[{"name":"slow","in-flight":3,"servers":[
                             {"server":"http://slow:9000","address":"127.0.0.1:9000","state":"up","in-flight":3}]}],
                 "routes":[{"name":"all","path":"/**","origin":"slow","caching":true}]}"""));
    }

    @Test
    void index_namesEveryPath() throws Exception {
        start("127.0.0.1", null);

        assertThat(get("/").body()).contains("/metrics", "/health/live", "/health/ready", "/v1/status");
    }

    @Test
    void unknownPath_is404() throws Exception {
        start("127.0.0.1", null);

        assertProblem(get("/nowhere"), 404, "Not Found");
    }

    @Test
    void otherMethods_are405WithAllow() throws Exception {
        start("127.0.0.1", null);

        HttpResponse<String> response = send("POST", "/v1/status");

        assertProblem(response, 405, "Method Not Allowed");
        assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void failure_is500WithoutItsMessage() throws Exception {
        start("127.0.0.1", null);
        operations.failure = new IllegalStateException("secret");

        for (String path : List.of("/metrics", "/v1/status")) {
            HttpResponse<String> response = get(path);

            assertProblem(response, 500, "Internal Server Error");
            assertThat(response.body()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/v1/status", "/nowhere"})
    void withoutTheToken_everythingButHealthIsRefused(String path) throws Exception {
        start("127.0.0.1", TOKEN);

        HttpResponse<String> response = get(path);

        assertProblem(response, 401, "Unauthorized");
        assertThat(challenge(response)).isEqualTo("Bearer realm=\"weir admin\"");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer wrong", "Bearer correct-horse-battery-stapl", "Bearer correct-horse-battery-staple2"})
    void wrongToken_isRefused(String authorization) throws Exception {
        start("127.0.0.1", TOKEN);

        HttpResponse<String> response = get("/metrics", "Authorization", authorization);

        assertProblem(response, 401, "Unauthorized");
        assertThat(challenge(response)).contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Basic " + "correct-horse-battery-staple", "correct-horse-battery-staple"})
    void noBearerToken_isRefused(String authorization) throws Exception {
        start("127.0.0.1", TOKEN);

        assertProblem(get("/metrics", "Authorization", authorization), 401, "Unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void rightToken_isLetIn(String scheme) throws Exception {
        start("127.0.0.1", TOKEN);

        assertThat(get("/metrics", "Authorization", scheme + TOKEN).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "LOCALHOST", "127.0.0.1", "[::1]:8081", "[::1]"})
    void loopback_answersToItsOwnNames(String host) throws Exception {
        start("127.0.0.1", null);

        assertThat(statusOf("Host: " + host)).isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rebound.example", "rebound.example:8081", "localhost.evil.example", "127.0.0.1.evil.example", ""
            })
    void loopback_refusesForeignHosts(String host) throws Exception {
        start("127.0.0.1", null);

        assertThat(statusOf("Host: " + host)).isEqualTo("HTTP/1.1 421 Misdirected Request");
    }

    @Test
    void openToTheNetwork_needsAToken() {
        assertThatThrownBy(() -> start("0.0.0.0", null))
                .hasRootCauseMessage(
                        "admin.token: missing (expected: a token, for admin.host 0.0.0.0 is not loopback)");
    }

    @Test
    void stop_freesThePort() throws Exception {
        AdminServer server = start("127.0.0.1", null);
        server.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
    }

    private AdminServer start(String host, @Nullable String token) throws Exception {
        AdminServer server = AdminServer.start(vertx, new AdminSettings(host, 0, token), operations)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        port = server.port();
        return server;
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String statusOf(String hostLine) throws IOException {
        return raw("GET", "/health/live", hostLine).lines().findFirst().orElse("");
    }

    /** Over a bare socket, for the JDK's client chooses Host itself and hides content that HEAD must not have. */
    private String raw(String method, String path, String hostLine) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = method + " " + path + " HTTP/1.1\r\n" + hostLine + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String title) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(type(response)).isEqualTo("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isEqualTo(title);
        assertThat(problem.getString("detail")).isNotBlank();
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    private static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("www-authenticate").orElse("");
    }
}
