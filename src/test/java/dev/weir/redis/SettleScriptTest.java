package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fill ends for those who wait for it, whatever of it Redis refuses to write. */
class SettleScriptTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String LEASE = "weir:test:l:{k}";
    private static final String WAITING = "weir:test:w:{k}";
    private static final String VALUE = "weir:test:r:{k}";
    private static final String INBOX = "weir:test:in:node";
    private static final String TOKEN = "token 7";

    private RespSocket inbox;

    @BeforeEach
    void someoneWaits() throws IOException {
        REDIS.cli("SET", LEASE, TOKEN, "PX", "60000");
        REDIS.cli("SADD", WAITING, INBOX);
        inbox = new RespSocket(REDIS.port());
        inbox.call("SUBSCRIBE", INBOX);
    }

    @AfterEach
    void serverIsWell() throws IOException {
        inbox.close();
        REDIS.cli("CONFIG", "SET", "maxmemory", "0");
        REDIS.cli("CONFIG", "SET", "min-replicas-to-write", "0");
    }

    private static void fill() {
        REDIS.cli("CONFIG", "SET", "maxmemory-policy", "noeviction");
        REDIS.cli("CONFIG", "SET", "maxmemory", "1");
    }

    private String settle(String tombstone, String word, String... values) {
        Object[] call = new Object[9 + 3 * values.length];
        int at = 0;
        for (String part :
                new String[] {"EVAL", Script.SETTLE.source(), Integer.toString(2 + values.length), LEASE, WAITING}) {
            call[at++] = part;
        }
        for (int i = 0; i < values.length; i++) {
            call[at++] = VALUE + i;
        }
        for (String part : new String[] {TOKEN, tombstone, "1000", LEASE + ' ' + word}) {
            call[at++] = part;
        }
        for (String value : values) {
            call[at++] = value;
            call[at++] = "60000";
        }
        return REDIS.cli(call);
    }

    private void assertTold(String word) throws IOException {
        assertThat(inbox.reply()).isEqualTo("message\n" + INBOX + "\n" + LEASE + ' ' + word);
    }

    @Test
    void storedValue_isTold_andTheLeaseIsGone() throws IOException {
        assertThat(settle("", "s", "body")).isEqualTo("1");

        assertTold("s");
        assertThat(REDIS.cli("MGET", LEASE, VALUE + 0)).isEqualTo("(nil)\nbody");
        assertThat(REDIS.cli("EXISTS", WAITING)).isEqualTo("0");
    }

    @Test
    void fullServer_refusesTheValue_andThoseWhoWaitAreReleased() throws IOException {
        fill();

        assertThat(settle("", "s", "body")).isEqualTo("-1");

        assertTold("r");
        assertThat(REDIS.cli("EXISTS", LEASE, WAITING)).isEqualTo("0");
    }

    @Test
    void fullServer_refusesTheTombstone_andThoseWhoWaitLearnItAllTheSame() throws IOException {
        fill();

        assertThat(settle("u0", "u0")).isEqualTo("1");

        assertTold("u0");
        assertThat(REDIS.cli("EXISTS", LEASE, WAITING)).as("no tombstone").isEqualTo("0");
    }

    @Test
    void masterWithoutItsReplicas_writesNothing_andThoseWhoWaitAreTold() throws IOException {
        REDIS.cli("CONFIG", "SET", "min-replicas-to-write", "1");

        assertThat(settle("f504", "f504")).isEqualTo("1");
        assertTold("f504");
        assertThat(settle("", "s", "body")).isEqualTo("-1");
        assertTold("r");
        assertThat(REDIS.cli("GET", LEASE)).as("runs out").isEqualTo(TOKEN);
    }

    @Test
    void leaseOfAnother_writesAndTellsNothing() throws IOException {
        REDIS.cli("SET", LEASE, "another 8");

        assertThat(settle("", "s", "body")).isEqualTo("0");

        assertThat(REDIS.cli("EXISTS", VALUE + 0)).isEqualTo("0");
        REDIS.cli("PUBLISH", INBOX, "first");
        assertThat(inbox.reply()).endsWith("first");
    }
}
