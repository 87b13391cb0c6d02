package dev.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.testing.Async;
import io.vertx.core.Vertx;
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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

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
        String text = send("GET", "/openapi.yaml", "", TOKEN).body();
        api = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
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
                "GET|/openapi.yaml||200",
                "POST|/v1/purge|{\"groups\":[\"g\"]}|200",
                "POST|/v1/purge|{\"groups\":[\"g\"],\"refill\":true}|200",
                "POST|/v1/purge|{\"gruops\":[\"g\"]}|400"
            })
    void answers_areAsDescribed(String method, String path, @Nullable String body, int status) throws Exception {
        assertAsDescribed(method, path, body == null ? "" : body, TOKEN, status);
    }

    @Test
    void otherOutcomes_areAsDescribed() throws Exception {
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
        JsonNode described = followed(api.get("paths")
                .get(path.replaceFirst("\\?.*", ""))
                .get(method.toLowerCase(Locale.ROOT))
                .get("responses")
                .get(Integer.toString(status)));
        String type = response.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
        JsonNode content = described.get("content").get(type);
        assertThat(content).as("content %s of %s", type, described).isNotNull();
        if (type.endsWith("json")) {
            assertThat(schema(content.get("schema")).validate(response.body(), InputFormat.JSON))
                    .isEmpty();
        }
    }

    /** The schema, with the components it refers to beside it. */
    private Schema schema(JsonNode schema) {
        String text = JSON.createObjectNode()
                .<ObjectNode>set("components", api.get("components"))
                .<ObjectNode>set("allOf", JSON.createArrayNode().add(schema))
                .toString();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    private JsonNode followed(JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").textValue().substring(1)) : node;
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
