package dev.weir.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.testing.Async;
import dev.weir.testing.Contract;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the admin plane says of itself to machines is what it does. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "t0ken";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final FixedOperations operations = new FixedOperations();
    private JsonNode api = JSON.createObjectNode();
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = Async.await(AdminServer.start(vertx, new AdminSettings("127.0.0.1", 0, TOKEN), operations))
                .port();
        api = Contract.document();
    }

    @AfterEach
    void close() {
        Async.await(vertx.close());
    }

    @Test
    void everyEndpoint_isDescribed_andNoOther() {
        Set<String> described = new TreeSet<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        described.removeIf(name -> name.startsWith("PARAMETERS "));

        assertThat(described).isEqualTo(new TreeSet<>(new Endpoints(vertx, operations).names()));
    }

    @Test
    void references_leadSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(api, references);

        assertThat(references)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isMissingNode())
                                .isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "GET|/metrics||200",
                "GET|/health/live||200",
                "GET|/health/ready||200",
                "GET|/v1/status||200",
                "GET|/v1/hot||200",
                "GET|/v1/hot?n=1000||200",
                "GET|/v1/hot?n=0||400",
                "GET|/v1/hot?n=1001||400",
                "GET|/v1/hot?n=x||400",
                "GET|/v1/config||200",
                "POST|/v1/config/reload||200",
                "GET|/v1/log-levels||200",
                "PUT|/v1/log-levels|{\"levels\":{\"dev.weir\":\"debug\",\"root\":null}}|200",
                "PUT|/v1/log-levels|{\"levels\":{\"dev.weir\":\"loud\"}}|400",
                "PUT|/v1/log-levels|{}|400",
                "GET|/v1/explain?url=http%3A%2F%2Fa%2F&header=Accept:%20text/html||200",
                "GET|/v1/explain||400",
                "GET|/v1/explain?url=a&method=a%20b&header=Host:b&header=c||400",
                "POST|/v1/warm|{\"urls\":[\"http://a/\"],\"headers\":[\"A:b\"],\"concurrency\":256,\"rate\":1}|202",
                "POST|/v1/warm|{\"urls\":[\"a\",7],\"headers\":[\"Host:b\"],\"concurrency\":0,\"rate\":-1,\"x\":1}|400",
                "POST|/v1/warm|{\"urls\":[]}|400",
                "GET|/v1/warm/7||200",
                "GET|/v1/warm/8||404",
                "DELETE|/v1/warm/7||200",
                "DELETE|/v1/warm/8||404",
                "GET|/openapi.yaml||200",
                "POST|/v1/purge|{\"groups\":[\"g\"]}|200",
                "POST|/v1/purge|{\"groups\":[\"g\"],\"refill\":true}|200",
                "POST|/v1/purge|{\"gruops\":[\"g\"]}|400"
            })
    void answers_areAsDescribed(String method, String path, @Nullable String body, int status) throws Exception {
        assertAsDescribed(method, path, body == null ? "" : body, TOKEN, status);
    }

    @Test
    void document_isServedAsItIs() throws Exception {
        try (InputStream text = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
            assertThat(send("GET", "/openapi.yaml", "", TOKEN).body())
                    .isEqualTo(new String(text.readAllBytes(), UTF_8));
        }
    }

    @Test
    void otherOutcomes_areAsDescribed() throws Exception {
        operations.busy = true;
        assertAsDescribed("POST", "/v1/warm", "{\"urls\":[\"http://a/\"]}", TOKEN, 429);
        String order = "{\"all\":true}";
        operations.outcome = new PurgeOutcome.Appended(1, List.of(), List.of(), List.of("n1"));
        assertAsDescribed("POST", "/v1/purge", order, TOKEN, 202);
        operations.outcome = new PurgeOutcome.Refused("no Redis");
        assertAsDescribed("POST", "/v1/purge", order, TOKEN, 503);
        operations.outcome = new PurgeOutcome.Unknown("no answer");
        assertAsDescribed("POST", "/v1/purge", order, TOKEN, 504);
        operations.reloaded =
                new Reloaded.Refused(List.of(new Reloaded.Refused.Fault(3, "weir.yaml:3:1: x (expected: y)")));
        assertAsDescribed("POST", "/v1/config/reload", "", TOKEN, 422);
        operations.reloaded = new Reloaded.NoFile();
        assertAsDescribed("POST", "/v1/config/reload", "", TOKEN, 409);
        operations.reloaded = new Reloaded.Failed("no such directory");
        assertAsDescribed("POST", "/v1/config/reload", "", TOKEN, 503);
        operations.checks = List.of(Health.Check.down("redis", "connection refused"));
        assertAsDescribed("GET", "/health/ready", "", TOKEN, 503);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /metrics",
        "GET, /v1/status",
        "GET, /v1/hot",
        "GET, /v1/config",
        "POST, /v1/config/reload",
        "PUT, /v1/log-levels",
        "POST, /v1/purge",
        "GET, /openapi.yaml"
    })
    void withoutTheToken_isAsDescribed(String method, String path) throws Exception {
        assertAsDescribed(method, path, "", "another", 401);
    }

    private void assertAsDescribed(String method, String path, String body, String token, int status) throws Exception {
        HttpResponse<String> response = send(method, path, body, token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        String type = response.headers().firstValue("content-type").orElse("");
        Contract.assertConforms(method, path, body, status, type, response.body());
    }

    /** A comma in an unquoted text makes a member of what follows it. */
    @Test
    void nothing_isEmpty() {
        assertThat(api.toString()).doesNotContain(":null");
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").textValue());
        }
        node.forEach(child -> collectReferences(child, references));
    }

    private HttpResponse<String> send(String method, String path, String body, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .headers("authorization", "Bearer " + token, "content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
