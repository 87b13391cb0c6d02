package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code src/docs/meters.md} against what a gateway that served a request shows. */
class MetricsCatalogueTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    /** Values of a tag that the list leaves open. */
    private static final String ANY = "*";

    private static final Pattern ROW =
            Pattern.compile("\\| `(weir\\.[a-z.]+)` \\| `(weir_[a-z_]+)` \\| (\\w+) \\| (.*) \\| [^|]+ \\|");
    private static final Pattern TYPE = Pattern.compile("# TYPE (weir_\\w+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(weir_\\w+?)(_bucket|_count|_sum)?(?:\\{(.*)})? \\S+");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** A meter as the list has it; the values of a tag by its name. */
    private record Documented(String meter, String family, String unit, Map<String, Set<String>> tags) {}

    private static List<Documented> documented;
    private static String scrape;

    @BeforeAll
    static void scrapeOnce() throws IOException {
        documented = Files.readAllLines(Path.of("src/docs/meters.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Documented(row.group(1), row.group(2), row.group(3), tags(row.group(4))))
                .toList();
        try (ScriptedOrigin origin = new ScriptedOrigin();
                Gateway gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            gateway.get("/one").assertStatus(200);
            scrape = gateway.admin("/metrics").body();
        }
    }

    @Test
    void everyMeter_isDocumented_andEveryDocumentedOneIsThere() {
        assertThat(types().keySet())
                .isEqualTo(documented.stream().map(Documented::family).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void prometheusNames_followFromNameUnitAndType() {
        Map<String, String> types = types();

        assertThat(documented)
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.family())
                        .isEqualTo(meter.meter().replace('.', '_')
                                + suffix(meter.unit(), types.getOrDefault(meter.family(), "missing"))));
    }

    @Test
    void tags_areTheDocumentedOnes() {
        assertThat(documented)
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(scrapedTags(meter.family()).keySet())
                        .as(meter.meter())
                        .isEqualTo(meter.tags().keySet()));
    }

    @Test
    void valuesOfTags_areTheDocumentedOnes() {
        assertThat(documented).isNotEmpty().allSatisfy(meter -> {
            Map<String, Set<String>> scraped = scrapedTags(meter.family());
            meter.tags().forEach((tag, values) -> {
                if (!values.contains(ANY)) {
                    assertThat(scraped.get(tag)).as(meter.meter() + " " + tag).isEqualTo(values);
                }
            });
        });
    }

    private static String suffix(String unit, String type) {
        return switch (type) {
            case "histogram" -> "_" + unit;
            case "counter" -> "_total";
            default -> "";
        };
    }

    /** The families of Weir's own meters, without the gauges that accompany histograms. */
    private static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(scrape).results().forEach(type -> types.put(type.group(1), type.group(2)));
        types.keySet().removeIf(name -> name.endsWith("_seconds_max"));
        return types;
    }

    private static Map<String, Set<String>> scrapedTags(String family) {
        Map<String, Set<String>> tags = new TreeMap<>();
        scrape.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            if (sample.group(1).equals(family) && sample.group(3) != null) {
                TAG.matcher(sample.group(3))
                        .results()
                        .forEach(tag -> tags.computeIfAbsent(tag.group(1), name -> new TreeSet<>())
                                .add(tag.group(2)));
            }
        });
        tags.remove("le");
        return tags;
    }

    /** {@code `outcome` = `stored`, `lost`; `route` = *name*} */
    private static Map<String, Set<String>> tags(String cell) {
        Map<String, Set<String>> tags = new TreeMap<>();
        for (String tag : cell.equals("–") ? new String[0] : cell.split("; ")) {
            int equals = tag.indexOf(" = ");
            String values = tag.substring(equals);
            Set<String> named = values.contains(ANY)
                    ? Set.of(ANY)
                    : QUOTED.matcher(values)
                            .results()
                            .map(value -> value.group(1))
                            .collect(Collectors.toCollection(TreeSet::new));
            tags.put(tag.substring(1, equals - 1), named);
        }
        return tags;
    }
}
