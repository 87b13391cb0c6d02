package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.Subject;
import dev.weir.redis.RedisSettings.Topology;
import dev.weir.testing.Async;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A user that may not use the channels of the fleet: said as what it is, and the fleet goes on without. */
class InboxRightTest {
    private static final Pattern REFUSED = Pattern.compile("cmdstat_subscribe:.*rejected_calls=([3-9]|\\d\\d)");

    private static ServerProcess server(String... rights) {
        ServerProcess redis = ServerProcess.start(List.of());
        redis.cli(Stream.concat(Stream.of("ACL", "SETUSER", "weir", "on", ">s3cret"), Stream.of(rights))
                .toArray());
        return redis;
    }

    private static LogMember member(ServerProcess redis) {
        String uri = "redis://weir:s3cret@127.0.0.1:" + redis.port();
        return new LogMember(
                "a",
                new RedisSettings(Topology.STANDALONE, List.of(uri), Duration.ofMillis(300), 64),
                FleetSettings.STANDARD);
    }

    private static List<String> linesWith(ListAppender<ILoggingEvent> log, String text) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(text))
                .toList();
    }

    private static ListAppender<ILoggingEvent> listening() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root().addAppender(log);
        return log;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void channelThatMayNotBeSubscribedTo_isNamedOnce_withTheRightThatIsMissing() {
        ListAppender<ILoggingEvent> log = listening();
        try (ServerProcess redis = server("~weir:*", "&other:*", "+@all");
                LogMember member = member(redis)) {
            Async.until(() -> REFUSED.matcher(redis.cli("INFO", "commandstats")).find(), "tried again and again");

            assertThat(linesWith(log, "SUBSCRIBE"))
                    .singleElement()
                    .asString()
                    .contains(
                            "the user may not SUBSCRIBE to weir:test:in:* (expected among its rights: &weir:test:in:*)");
            assertThat(linesWith(log, "subscription lost")).isEmpty();
            assertThat(linesWith(log, "NOPERM to PUBLISH")).hasSizeLessThanOrEqualTo(1);
            assertThat(linesWith(log, "s3cret")).isEmpty();
            Async.until(member::isMember, "joins all the same");
            assertThat(member.confirmed(new Subject.Group(null, "g")).confirmed())
                    .containsExactly("a");

            redis.cli("ACL", "SETUSER", "weir", "&weir:*");
            Async.await(member.inbox.ready());
            assertThat(linesWith(log, "may subscribe to weir:test:in:* by now")).hasSize(1);
        } finally {
            root().detachAppender(log);
        }
    }

    @Test
    void commandThatIsForbidden_isNamed() {
        ListAppender<ILoggingEvent> log = listening();
        try (ServerProcess redis = server("~weir:*", "&weir:*", "+@all", "-subscribe");
                LogMember member = member(redis)) {
            Async.until(() -> !linesWith(log, "SUBSCRIBE").isEmpty(), "said");

            assertThat(linesWith(log, "SUBSCRIBE")).singleElement().asString().contains("rights: +subscribe)");
            assertThat(member.applied()).isNotNegative();
        } finally {
            root().detachAppender(log);
        }
    }
}
