package dev.weir;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom, and through which door each library comes in. */
class ArchitectureTest {
    static final JavaClasses WEIR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.weir");

    private static final String HTTP_SERVER = "io\\.vertx\\.core\\.http\\.(HttpServer|ServerWebSocket).*";
    private static final String HTTP_CLIENT =
            "(io\\.vertx\\.core\\.http\\.(HttpClient|WebSocketClient|RequestOptions)|java\\.net\\.http\\.).*";

    /** Arrows run down, never up; {@code config} and {@code metrics} have tests of their own below. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("message", Set.of()),
            entry("notation", Set.of()),
            entry("policy", Set.of("message")),
            entry("route", Set.of("message", "policy")),
            entry("invalidation", Set.of("message")),
            entry("store", Set.of("message", "invalidation")),
            entry("origin", Set.of("message")),
            entry("fill", Set.of("message", "policy", "store", "origin", "invalidation")),
            entry("exchange", Set.of("message", "policy", "route", "store", "origin", "fill", "invalidation")),
            entry("redis", Set.of("message", "store", "fill", "invalidation")),
            entry("http", Set.of("message", "notation", "exchange")),
            entry("simulate", Set.of("notation")),
            entry(
                    "metrics",
                    Set.of(
                            "message",
                            "policy",
                            "route",
                            "invalidation",
                            "store",
                            "origin",
                            "fill",
                            "exchange",
                            "redis",
                            "http",
                            "telemetry",
                            "simulate")),
            entry("telemetry", Set.of("message", "policy", "origin", "exchange", "http")),
            entry("admin", Set.of("message", "notation", "invalidation", "exchange")),
            // The simulated origin can be started alone, without a gateway: `simulate` needs no wiring of app.
            entry("cli", Set.of("config", "app", "simulate", "notation")));

    @ParameterizedTest
    @MethodSource
    void eachPackage_importsOnlyWhatItMay(String importer, Set<String> imported) {
        classes()
                .that(resideInAPackage(inside(importer)))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.weir..")
                        .or(resideInAPackage(inside(importer)))
                        .or(resideInAnyPackage(
                                imported.stream().map(ArchitectureTest::inside).toArray(String[]::new))))
                .because("a package is read and tested with what stands below it, and with nothing else")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    static Stream<Arguments> eachPackage_importsOnlyWhatItMay() {
        return MAY_IMPORT.entrySet().stream().map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
    }

    @Test
    void config_importsOnlySettings() {
        classes()
                .that(resideInAPackage("dev.weir.config.."))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.weir..")
                        .or(resideInAnyPackage("dev.weir.config..", "dev.weir.notation.."))
                        .or(named("dev\\.weir\\.[a-z]+\\.\\w+(Settings|Rules)(\\$.*)?")))
                .because("reading a file must not depend on how its settings are carried out")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void app_isImportedByTheCommandLineAlone() {
        noClasses()
                .that(resideOutsideOfPackage("dev.weir.app..").and(resideOutsideOfPackage("dev.weir.cli..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.weir.app..", "dev.weir.cli.."))
                .because("what wires everything together stands above everything")
                .allowEmptyShould(true)
                .check(WEIR);
        noClasses()
                .that(resideInAPackage("dev.weir.app.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.weir.cli.."))
                .because("a gateway can be started without its command line, as tests do")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void everyPackage_standsInTheTable() {
        Set<String> known = Stream.concat(MAY_IMPORT.keySet().stream(), Stream.of("config", "app"))
                .map(name -> "dev.weir." + name)
                .collect(Collectors.toSet());

        assertThat(WEIR.stream().map(JavaClass::getPackageName).distinct())
                .as("packages, for one that the table does not know could import anything")
                .allMatch(known::contains);
    }

    @Test
    void packages_formNoCycle() {
        slices().matching("dev.weir.(*)..")
                .should()
                .beFreeOfCycles()
                .because("what depends on itself cannot be understood, tested or replaced in parts")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @ParameterizedTest
    @MethodSource
    void eachLibrary_comesInThroughOneDoor(String library, List<String> doors) {
        noClasses()
                .that(resideOutsideOf(doors))
                .should()
                .dependOnClassesThat(named(library))
                .because("a library that only " + doors + " may know can be upgraded or replaced there")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    static Stream<Arguments> eachLibrary_comesInThroughOneDoor() {
        return Stream.of(
                Arguments.of(HTTP_SERVER, List.of("http", "admin", "simulate")),
                Arguments.of(HTTP_CLIENT, List.of("origin", "cli")),
                Arguments.of("io\\.vertx\\.redis\\..*", List.of("redis")),
                Arguments.of("redis\\.embedded\\..*", List.of("redis", "app")),
                Arguments.of("com\\.github\\.benmanes\\..*", List.of("store")),
                Arguments.of("io\\.(vertx\\.)?micrometer\\..*", List.of("metrics", "app")),
                Arguments.of("io\\.vertx\\.ext\\.web\\..*", List.of("admin", "simulate")),
                Arguments.of("org\\.greenbytes\\..*", List.of("policy")),
                Arguments.of("com\\.(github\\.luben|aayushatharva)\\..*", List.of("fill")),
                Arguments.of("ch\\.qos\\.logback\\..*", List.of("telemetry")),
                Arguments.of("io\\.opentelemetry\\..*", List.of("telemetry")),
                Arguments.of("org\\.jctools\\..*", List.of("telemetry")),
                Arguments.of("org\\.snakeyaml\\..*", List.of("config")),
                Arguments.of("org\\.apache\\.datasketches\\..*", List.of("exchange")),
                Arguments.of("(picocli|me\\.tongfei|org\\.jline)\\..*", List.of("cli")));
    }

    private static String inside(String name) {
        return "dev.weir." + name + "..";
    }

    private static DescribedPredicate<JavaClass> resideOutsideOf(List<String> names) {
        String[] packages = names.stream().map(ArchitectureTest::inside).toArray(String[]::new);
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }

    private static DescribedPredicate<JavaClass> named(String regex) {
        return describe("are named " + regex, type -> type.getName().matches(regex));
    }
}
