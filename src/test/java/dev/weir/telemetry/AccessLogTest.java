package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import dev.weir.http.AccessRecord;
import dev.weir.telemetry.TelemetrySettings.AccessFormat;
import dev.weir.testing.Async;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loops are never held up, and every request is written or counted. */
class AccessLogTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:25:31Z");

    private final AtomicInteger dropped = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private double chance;

    @TempDir
    Path directory = Path.of("");

    private Path file = Path.of("access.log");

    @BeforeEach
    void name() {
        file = directory.resolve("access.log");
    }

    /** Its thread asks for the time with each line: where the test can stop it. */
    private AccessLog open(double sample, Set<String> routes) throws IOException {
        return AccessLog.open(
                new TelemetrySettings.AccessLog(file.toString(), AccessFormat.COMBINED, sample, routes),
                new AccessLog.Surroundings(this::now, System::nanoTime, () -> chance, dropped::addAndGet));
    }

    private Instant now() {
        try {
            hold.await();
            return NOW;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static AccessRecord request(String target) {
        return new AccessRecord(
                "192.0.2.1",
                "GET",
                target,
                "HTTP/1.1",
                null,
                null,
                null,
                new AccessRecord.Ended(new Explanation("all", Outcome.NEAR_HIT, null), 200, System.nanoTime(), 1, 1));
    }

    private static List<String> targets(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst(".*\"GET (\\S+) .*", "$1"))
                .toList();
    }

    private static boolean holds(Path file, String target) {
        try {
            return Files.exists(file) && targets(file).contains(target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void close_writesWhatWasHandedOver() throws IOException {
        AccessLog log = open(1, Set.of());
        for (int i = 0; i < 1_000; i++) {
            log.ended(request("/" + i));
        }
        Async.await(log.close());

        assertThat(targets(file)).hasSize(1_000).startsWith("/0", "/1").endsWith("/999");
        assertThat(dropped).hasValue(0);
        log.ended(request("/late"));
        assertThat(dropped).hasValue(1);
    }

    @Test
    void fullRing_dropsAndCounts_andHoldsNobodyUp() throws IOException {
        CountDownLatch stuck = new CountDownLatch(1);
        hold = stuck;
        AccessLog log = open(1, Set.of());
        int offered = AccessLog.ROOM + 500;
        for (int i = 0; i < offered; i++) {
            log.ended(request("/" + i));
        }
        assertThat(dropped.get()).isBetween(499, 500); // one may be in the thread's hands
        stuck.countDown();
        Async.await(log.close());

        assertThat(targets(file)).hasSize(offered - dropped.get());
    }

    @Test
    void movedFile_isOpenedAgain() throws IOException {
        AccessLog log = open(1, Set.of());
        log.ended(request("/before"));
        Async.until(() -> holds(file, "/before"), "the first line");
        Path moved = Files.move(file, directory.resolve("access.log.1"));
        log.reopen();
        Async.until(() -> Files.exists(file), "the file, opened again");
        log.ended(request("/after"));
        Async.await(log.close());

        assertThat(targets(moved)).containsExactly("/before");
        assertThat(targets(file)).containsExactly("/after");
    }

    @Test
    void movedFile_isMissedWithoutAWord() throws IOException {
        AccessLog log = open(1, Set.of());
        Files.move(file, directory.resolve("access.log.1"));
        Async.until(() -> Files.exists(file), "the file, opened again");
        Async.await(log.close());
    }

    @Test
    void lostDirectory_costsLinesUntilItIsBack() throws IOException {
        file = Files.createDirectory(directory.resolve("logs")).resolve("access.log");
        AccessLog log = open(1, Set.of());
        Files.delete(file);
        Files.delete(file.getParent());
        log.reopen();
        Async.until(
                () -> {
                    log.ended(request("/lost"));
                    return dropped.get() > 0;
                },
                "a dropped line");
        Files.createDirectory(file.getParent());
        Async.until(
                () -> {
                    log.ended(request("/found"));
                    return holds(file, "/found");
                },
                "a line in the new file");
        Async.await(log.close());
    }

    @Test
    void fileThatCannotBeOpened_isNamed() {
        file = directory;
        assertThatThrownBy(() -> open(1, Set.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("access-log.to: " + directory);
    }

    @Test
    void routesAndSample_sayWhatIsWanted() throws IOException {
        AccessLog some = open(0.25, Set.of("all"));
        chance = 0.24;
        assertThat(some.wants("all")).isTrue();
        assertThat(some.wants("-")).isFalse();
        chance = 0.25;
        assertThat(some.wants("all")).isFalse();
        AccessLog every = open(1, Set.of());
        assertThat(every.wants("-")).isTrue();
        Async.await(some.close());
        Async.await(every.close());
    }
}
