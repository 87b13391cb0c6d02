package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.RedisProxy.Kind;
import dev.weir.fleet.RedisProxy.Trouble;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.RawConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the tests of a fleet rely on to cut it. */
class RedisProxyTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final RedisProxy proxy = new RedisProxy(REDIS.port());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void bytes_passBothWays() {
        try (RawConnection connection = new RawConnection(proxy.port())) {
            assertThat(connection.send("PING|").readUntil("\r\n")).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void kinds_areToldApartByWhatIsSent_andCutAlone() {
        try (RawConnection data = new RawConnection(proxy.port());
                RawConnection inbox = new RawConnection(proxy.port());
                RawConnection log = new RawConnection(proxy.port())) {
            assertThat(data.send("PING|").readUntil("\r\n")).isEqualTo("+PONG\r\n");
            assertThat(inbox.send("SUBSCRIBE here|").readUntil(":1\r\n")).contains("subscribe");
            log.send("XREAD BLOCK 0 STREAMS log $|");
            Async.until(() -> proxy.count(Kind.LOG) == 1, "a reader of the log");

            proxy.trouble(Kind.INBOX, new Trouble.Cut());
            proxy.trouble(Kind.LOG, new Trouble.Cut());

            assertThat(inbox.readToEnd()).isEmpty();
            assertThat(log.readToEnd()).isEmpty();
            assertThat(data.send("PING|").readUntil("\r\n")).isEqualTo("+PONG\r\n");
        }
        try (RawConnection again = new RawConnection(proxy.port())) {
            assertThat(again.send("SUBSCRIBE here|").readToEnd()).isEmpty();
        }
    }

    @Test
    void held_nothingIsLost_onceMended() {
        try (RawConnection connection = new RawConnection(proxy.port())) {
            assertThat(connection.send("PING|").readUntil("\r\n")).isEqualTo("+PONG\r\n");
            proxy.trouble(Kind.DATA, new Trouble.Held());
            connection.send("SET held 1|");
            try (RawConnection direct = new RawConnection(REDIS.port())) {
                assertThat(direct.send("GET held|").readUntil("\r\n")).isEqualTo("$-1\r\n");
            }
            proxy.mend();
            assertThat(connection.readUntil("\r\n")).isEqualTo("+OK\r\n");
        }
    }

    @Test
    void delayed_orderStays_whenTheDelayIsGone() {
        try (RawConnection connection = new RawConnection(proxy.port())) {
            proxy.trouble(Kind.DATA, new Trouble.Delayed(Duration.ofMillis(50)));
            connection.send("ECHO a|ECHO b|");
            proxy.mend();
            connection.send("ECHO c|ECHO d|");
            assertThat(connection.readUntil("d\r\n")).isEqualTo("$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n$1\r\nd\r\n");
        }
    }
}
