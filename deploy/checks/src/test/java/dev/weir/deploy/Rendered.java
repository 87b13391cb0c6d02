package dev.weir.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Helm makes of the chart: one tree of maps and lists for each manifest. */
record Rendered(List<Map<String, Object>> manifests) {
    private static final String KUBERNETES = "1.31.0";

    static final Path CHART = Path.of("../helm/weir");

    /** The chart needs a token of the operator's, and nothing else. */
    static Rendered with(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("adminToken.token", "of-the-operator"));
        all.putAll(values);
        return of(all);
    }

    /** @param values paths and what stands there instead of the chart's own */
    static Rendered of(Map<String, String> values) {
        TemplateCommand template = new Helm(CHART)
                .template()
                .withName("shop")
                .withNamespace("caches")
                .withKubeVersion(KUBERNETES);
        values.forEach(template::set);
        Iterable<Object> documents = new Load(LoadSettings.builder().build()).loadAllFromString(template.call());
        return new Rendered(StreamSupport.stream(documents.spliterator(), false)
                .filter(Map.class::isInstance)
                .map(Rendered::map)
                .toList());
    }

    List<String> kinds() {
        return manifests.stream()
                .map(manifest -> (String) manifest.get("kind"))
                .sorted()
                .toList();
    }

    Map<String, Object> one(String kind) {
        return find(kind).orElseThrow(() -> new AssertionError("no " + kind + " among " + kinds()));
    }

    Optional<Map<String, Object>> find(String kind) {
        return manifests.stream()
                .filter(manifest -> kind.equals(manifest.get("kind")))
                .findFirst();
    }

    /** @param path names and, for lists, positions */
    static Object at(Object tree, Object... path) {
        Object here = tree;
        for (Object step : path) {
            here = step instanceof Integer position
                    ? ((List<?>) here).get(position)
                    : map(here).get(step);
        }
        return here;
    }

    @SuppressWarnings("unchecked") // YAML's mappings have names
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
