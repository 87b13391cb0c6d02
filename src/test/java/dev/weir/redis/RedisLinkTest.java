package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import dev.weir.store.StoredSamples;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RedisLinkTest {
    private static final StoreKey KEY = StoredSamples.key("/");
    private static final Lookup.Found FOUND = StoredSamples.found(KEY, "body");

    @Test
    void killedServer_isMissedThenFoundAgain() throws Exception {
        try (RedisServer redis = new RedisServer();
                StoreOnLoop loop = StoreOnLoop.connected(redis.settings())) {
            redis.kill();
            loop.recorded.await("down");
            assertThat(loop.store.isUp()).isFalse();
            assertThat(loop.get(KEY)).isEqualTo(Lookup.UNREACHABLE);
            assertThat(loop.put(KEY, FOUND, Duration.ofMinutes(1))).isFalse();
            redis.restart();
            loop.recorded.await("up", 2);
            assertThat(loop.put(KEY, FOUND, Duration.ofMinutes(1))).isTrue();
            assertThat(loop.get(KEY)).isEqualTo(FOUND);
        }
    }

    @Test
    void hungServer_failsAllUnderWayThenIsFoundAgain() throws Exception {
        try (RedisServer redis = new RedisServer();
                StoreOnLoop loop = StoreOnLoop.connected(redis.settings())) {
            redis.stop();
            List<Lookup> answers = StoreOnLoop.await(loop.many(40, i -> loop.store.get(KEY)));
            assertThat(answers).containsOnly(Lookup.UNREACHABLE);
            assertThat(loop.recorded.count("GET TIMEOUT")).isEqualTo(40);
            assertThat(loop.recorded.count("down")).isEqualTo(1);
            assertThat(loop.get(KEY)).isEqualTo(Lookup.UNREACHABLE);
            redis.cont();
            loop.recorded.await("breaker CLOSED");
            assertThat(loop.get(KEY)).isEqualTo(Lookup.NOT_STORED);
        }
    }

    /** More than the socket takes: an orderly end would wait for what can never be written. */
    @Test
    void hungServer_isGivenUpWithAFullSocketToo() throws Exception {
        Lookup.Found large = StoredSamples.found(KEY, "x".repeat(1 << 20));
        try (RedisServer redis = new RedisServer();
                StoreOnLoop loop = StoreOnLoop.connected(redis.settings())) {
            redis.stop();
            Future<List<Boolean>> stored = loop.many(20, i -> loop.store.put(KEY, large, Duration.ofMinutes(1)));
            assertThat(StoreOnLoop.await(stored)).containsOnly(false);
            assertThat(loop.recorded.count("SET TIMEOUT")).isEqualTo(20);
            redis.cont();
            loop.recorded.await("up", 2);
        }
    }

    @Test
    void beyondWhatMayBeUnderWay_failsAtOnce() throws Exception {
        try (RedisServer redis = new RedisServer();
                StoreOnLoop loop = StoreOnLoop.connected(redis.settings())) {
            List<Lookup> answers = StoreOnLoop.await(loop.many(100, i -> loop.store.get(KEY)));
            assertThat(answers.subList(0, 64)).containsOnly(Lookup.NOT_STORED);
            assertThat(answers.subList(64, 100)).containsOnly(Lookup.UNREACHABLE);
            assertThat(loop.recorded.count("GET BUSY")).isEqualTo(36);
            assertThat(loop.recorded.all().indexOf("GET BUSY"))
                    .isLessThan(loop.recorded.all().indexOf("GET OK"));
        }
    }

    @Test
    void noServerAtStart_isMissesThenConnects() throws Exception {
        try (RedisServer redis = new RedisServer()) {
            redis.kill();
            try (StoreOnLoop loop = new StoreOnLoop(redis.settings())) {
                assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isFalse();
                assertThat(loop.get(KEY)).isEqualTo(Lookup.UNREACHABLE);
                redis.restart();
                loop.recorded.await("up");
                assertThat(loop.get(KEY)).isEqualTo(Lookup.NOT_STORED);
            }
        }
    }

    @Test
    void hungServerAtStart_isGivenUp() throws Exception {
        try (RedisServer redis = new RedisServer()) {
            redis.stop();
            try (StoreOnLoop loop = new StoreOnLoop(redis.settings())) {
                assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isFalse();
                redis.cont();
                loop.recorded.await("up");
            }
        }
    }

    @Test
    void deadEndpoint_isPassedOver() throws Exception {
        try (RedisServer redis = new RedisServer();
                RedisServer dead = new RedisServer()) {
            dead.kill();
            RedisSettings both = new RedisSettings(
                    RedisSettings.Topology.STANDALONE, List.of(dead.uri(), redis.uri()), Duration.ofMillis(300), 64);
            try (StoreOnLoop loop = StoreOnLoop.connected(both)) {
                assertThat(loop.get(KEY)).isEqualTo(Lookup.NOT_STORED);
            }
        }
    }

    @Test
    void rightPassword_isAccepted() throws Exception {
        try (RedisServer redis = new RedisServer("hunter2-secret");
                StoreOnLoop loop = StoreOnLoop.connected(redis.settings())) {
            assertThat(loop.get(KEY)).isEqualTo(Lookup.NOT_STORED);
        }
    }

    @Test
    void wrongOrMissingPassword_isUnreachableAndNeverLogged() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try (RedisServer redis = new RedisServer("hunter2-secret")) {
            assertRefused("redis://:wrong-secret@127.0.0.1:" + redis.port());
            assertRefused("redis://127.0.0.1:" + redis.port());
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).contains("WRONGPASS"));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).contains("NOAUTH"));
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage() + event.getThrowableProxy())
                        .doesNotContain("secret"));
    }

    private static RedisSettings settings(String... endpoints) {
        return new RedisSettings(RedisSettings.Topology.STANDALONE, List.of(endpoints), Duration.ofMillis(300), 64);
    }

    private static void assertRefused(String uri) {
        try (StoreOnLoop loop = new StoreOnLoop(settings(uri))) {
            assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isFalse();
            assertThat(loop.get(KEY)).isEqualTo(Lookup.UNREACHABLE);
            assertThat(loop.recorded.count("up")).isZero();
        }
    }

    @Test
    void closed_staysClosed() throws Exception {
        try (RedisServer redis = new RedisServer();
                StoreOnLoop loop = StoreOnLoop.connected(redis.settings())) {
            StoreOnLoop.await(loop.store.close());
            assertThat(loop.get(KEY)).isEqualTo(Lookup.UNREACHABLE);
            assertThat(loop.recorded.all()).containsSubsequence("up", "down");
        }
    }
}
