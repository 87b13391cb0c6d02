package dev.weir.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the admin plane says of itself to machines ({@code openapi.yaml}), to be compared with what it does. */
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode API = load();
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    private static JsonNode load() {
        try (InputStream text = Contract.class.getResourceAsStream("/openapi.yaml")) {
            String yaml = new String(text.readAllBytes(), UTF_8);
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode document() {
        return API;
    }

    /** The answer is one that the document allows; and the request too, unless the answer says that it is wrong. */
    public static void assertConforms(String method, String uri, String body, int status, String type, String answer) {
        JsonNode operation = operation(method, uri);
        JsonNode described = followed(operation.path("responses").path(Integer.toString(status)));
        assertThat(described.isMissingNode())
                .as("status %s of %s %s is described", status, method, uri)
                .isFalse();
        String mediaType = type.replaceFirst(";.*", "");
        JsonNode content = described.path("content").path(mediaType);
        assertThat(content.isMissingNode())
                .as("%s of %s %s %s is described", mediaType, method, uri, status)
                .isFalse();
        if (mediaType.endsWith("json")) {
            assertIs(content.get("schema"), answer);
        }
        JsonNode wanted = operation.path("requestBody").path("content").path("application/json");
        if (status < 300 && !wanted.isMissingNode()) {
            assertIs(wanted.get("schema"), body);
        }
    }

    /** The text is an instance of that component. */
    public static void assertIs(String component, String json) {
        assertIs(JSON.createObjectNode().put("$ref", "#/components/schemas/" + component), json);
    }

    private static void assertIs(JsonNode schema, String json) {
        assertThat(SCHEMAS.computeIfAbsent(schema.toString(), text -> compiled(schema))
                        .validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
    }

    /** The schema, with the components it refers to beside it. */
    private static Schema compiled(JsonNode schema) {
        String text = JSON.createObjectNode()
                .<ObjectNode>set("components", API.get("components"))
                .<ObjectNode>set("allOf", JSON.createArrayNode().add(schema))
                .toString();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    private static JsonNode operation(String method, String uri) {
        String path = uri.replaceFirst("\\?.*", "");
        return API.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
    }

    private static JsonNode followed(JsonNode node) {
        return node.has("$ref") ? API.at(node.get("$ref").textValue().substring(1)) : node;
    }
}
