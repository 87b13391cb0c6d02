package dev.weir;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.weir.ArchitectureTest.WEIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How code is written here, so far as a machine can see it. */
class HouseRulesTest {
    private static final String WALL_CLOCK =
            "java\\.lang\\.System\\.currentTimeMillis|java\\.time\\.\\w+\\.now|java\\.time\\.(Clock|InstantSource)\\.(system|tick).*";
    private static final String CLOCK_OR_CHANCE = WALL_CLOCK
            + "|java\\.lang\\.System\\.nanoTime|java\\.util\\.UUID\\.randomUUID|java\\.lang\\.Math\\.random"
            + "|java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom|random\\.\\w+)\\..*"
            + "|java\\.security\\.SecureRandom\\..*";
    private static final String SLEEP = "java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep";
    private static final String WAIT = "io\\.vertx\\.core\\.Future\\.await|java\\.lang\\.Object\\.wait"
            + "|java\\.util\\.concurrent\\.CountDownLatch\\.await|java\\.util\\.concurrent\\.Semaphore\\.acquire";
    private static final String IO = "java\\.nio\\.(file|channels)\\..*|java\\.net\\.(http\\..*|\\w*Socket\\w*|URL\\w*)"
            + "|java\\.io\\.(File|RandomAccess|Print).*";

    private static final DescribedPredicate<JavaClass> PURE = resideInAnyPackage(
                    "dev.weir.message..", "dev.weir.notation..", "dev.weir.policy..", "dev.weir.route..")
            .or(resideInAPackage("dev.weir.invalidation..").and(simpleNameStartingWith("PurgeIndex")))
            .as("are pure");

    @Test
    void pureClasses_knowNoLibrary() {
        classes()
                .that(PURE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                // A parser of text, pure itself.
                                "java..", "dev.weir..", "org.jspecify..", "org.greenbytes..")
                        .or(bufferOrStream()))
                .because("decisions are functions of what they are given: no log, no event loop, no socket")
                .allowEmptyShould(true)
                .check(WEIR);
        noClasses()
                .that(resideInAnyPackage("dev.weir.policy..", "dev.weir.route.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.vertx.."))
                .because("only the nouns in message name content, and only as a buffer or a stream")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void pureClasses_doNoInputOrOutput() {
        noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat(describe("do I/O", type -> type.getName().matches(IO)))
                .because("decisions are tested without a file or a socket")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void pureClasses_readNoClockAndRollNoDice() {
        noClasses()
                .that(PURE)
                .should()
                .accessTargetWhere(names(CLOCK_OR_CHANCE))
                .because("time and chance are parameters, so that a decision can be repeated")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void onlyApp_readsTheWallClock() {
        noClasses()
                .that(resideOutsideOfPackage("dev.weir.app.."))
                .should()
                .accessTargetWhere(names(WALL_CLOCK))
                .because("stored times are Redis server time: the clock is injected, and tests move it")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(names(SLEEP))
                .because("a thread that sleeps serves nobody; timers do not hold one")
                .check(WEIR);
    }

    @Test
    void onlyTheCommandLine_waits() {
        noClasses()
                .that(resideOutsideOfPackage("dev.weir.cli.."))
                // Starting and ending a server process blocks; it is called on a worker thread, and says so.
                .and()
                .doNotHaveFullyQualifiedName("dev.weir.redis.LeftBehind")
                .should()
                .accessTargetWhere(names(WAIT)
                        .or(describe(
                                "wait for a java.util.concurrent.Future",
                                access -> access.getTargetOwner().isAssignableTo(Future.class)
                                        && access.getName().matches("get|join"))))
                .because("an event loop that waits stalls all its connections; main owns the one thread that may")
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void names_tellWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Helpers|Manager)(\\$.*)?")
                .because("such a name fits every class, so it tells of none")
                .check(WEIR);
    }

    @Test
    void everyPackage_isNullMarked() {
        assertThat(WEIR.stream().map(JavaClass::getPackage).distinct())
                .as("packages, for outside @NullMarked ones NullAway checks nothing")
                .isNotEmpty()
                .allMatch(one -> one.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void noFile_isLongerThan300Lines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources)
                    .as("sources, for a class is read as a whole")
                    .isNotEmpty()
                    .allMatch(file -> lines(file) <= 300, "300 lines at most");
        }
    }

    private static DescribedPredicate<JavaClass> bufferOrStream() {
        return describe(
                "are Buffer or ReadStream",
                type -> type.getName().matches("io\\.vertx\\.core\\.(buffer\\.Buffer|streams\\.ReadStream)"));
    }

    private static DescribedPredicate<JavaAccess<?>> names(String regex) {
        return describe(
                "target matches " + regex,
                access -> (access.getTargetOwner().getName() + "." + access.getName()).matches(regex));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
