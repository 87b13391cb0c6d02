package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors use says the same as the reader, and names the same keys as the annotated example. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = Documents.resource("/weir.schema.json");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    static Stream<String> good() {
        return Documents.corpus("good.txt");
    }

    static Stream<String> bad() {
        return Documents.corpus("bad.txt");
    }

    static Stream<String> beyondSchema() {
        return Documents.corpus("beyond-schema.txt");
    }

    @ParameterizedTest
    @MethodSource("good")
    void good_isTakenByBoth(String yaml) {
        assertThat(Documents.mistakes(yaml)).isEmpty();
        assertThat(SCHEMA.validate(tree(yaml))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void bad_isRefusedByBoth(String yaml) {
        assertThat(Documents.mistakes(yaml)).isNotEmpty();
        assertThat(SCHEMA.validate(tree(yaml))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("beyondSchema")
    void beyondSchema_isRefusedByTheReaderAlone(String yaml) {
        assertThat(Documents.mistakes(yaml)).hasSize(1);
        assertThat(SCHEMA.validate(tree(yaml))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/weir.yaml", "deploy/quickstart.yaml"})
    void shippedExample_isTakenByBoth(String file) throws IOException {
        String yaml = Files.readString(Path.of(file));
        assertThat(Documents.mistakes(yaml)).isEmpty();
        assertThat(SCHEMA.validate(tree(yaml))).isEmpty();
    }

    @Test
    void annotatedExample_namesEveryKeyOfTheSchemaAndNoOther() throws IOException {
        Set<String> inSchema = new TreeSet<>();
        JsonNode schema = JSON.readTree(TEXT);
        collectProperties(schema, schema, "", inSchema);
        Set<String> inExample = new TreeSet<>();
        collectKeys(tree(Files.readString(Path.of("deploy/weir.yaml"))), "", inExample);
        assertThat(inExample).isEqualTo(inSchema);
    }

    private static JsonNode tree(String yaml) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return JSON.valueToTree(document);
    }

    private static void collectKeys(JsonNode node, String path, Set<String> keys) {
        if (node.isArray()) {
            node.forEach(item -> collectKeys(item, path, keys));
        }
        node.properties().forEach(entry -> {
            String key = path + '/' + entry.getKey();
            boolean free = path.equals("/origins")
                    || path.equals("/logging/levels")
                    || path.endsWith("/ttl-by-status")
                    || path.endsWith("-fields/set");
            if (!free) {
                keys.add(key);
            }
            collectKeys(entry.getValue(), free ? path + "/*" : key, keys);
        });
    }

    /** Follows references and alternatives; names that the operator chooses become {@code *}. */
    private static void collectProperties(JsonNode root, JsonNode node, String path, Set<String> keys) {
        if (node.has("$ref")) {
            collectProperties(root, root.at(node.get("$ref").textValue().substring(1)), path, keys);
        }
        node.path("anyOf").forEach(choice -> collectProperties(root, choice, path, keys));
        node.path("properties").properties().forEach(entry -> {
            keys.add(path + '/' + entry.getKey());
            collectProperties(root, entry.getValue(), path + '/' + entry.getKey(), keys);
        });
        if (node.path("additionalProperties").isObject()) {
            collectProperties(root, node.get("additionalProperties"), path + "/*", keys);
        }
        if (node.has("items")) {
            collectProperties(root, node.get("items"), path, keys);
        }
    }
}
