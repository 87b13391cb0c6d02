package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.redis.RedisSettings.Access;
import dev.weir.redis.RedisSettings.ReadFrom;
import dev.weir.redis.RedisSettings.Tls;
import dev.weir.redis.RedisSettings.Topology;
import dev.weir.store.Lookup;
import dev.weir.store.StoredSamples;
import dev.weir.testing.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect, and what is said where it may not: which server, which setting, and no secret. */
class AccessTest {
    private static RedisSettings settings(String uri, Access access) {
        return new RedisSettings(Topology.STANDALONE, List.of(uri), Duration.ofMillis(300), 64, access);
    }

    private static Access as(String user, String password) {
        return new Access("", user, password, Tls.SYSTEM, ReadFrom.MASTER, false);
    }

    private static Access with(Tls tls) {
        return new Access("", "", "", tls, ReadFrom.MASTER, false);
    }

    private static void assertConnects(RedisSettings settings) {
        try (StoreOnLoop loop = new StoreOnLoop(settings)) {
            boolean up = StoreOnLoop.await(loop.store.firstAttempt());
            assertThat(loop.store.trouble()).isEmpty();
            assertThat(up).isTrue();
            assertThat(loop.get(StoredSamples.key("/"))).isEqualTo(Lookup.NOT_STORED);
        }
    }

    private static void assertRefused(RedisSettings settings, String why) {
        try (StoreOnLoop loop = new StoreOnLoop(settings)) {
            assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isFalse();
            assertThat(loop.store.trouble())
                    .matches("Redis at (127\\.0\\.0\\.1|localhost):\\d+: .*")
                    .endsWith(": " + why)
                    .doesNotContain("s3cret");
        }
    }

    @Nested
    class Users {
        private static final List<String> ARGUMENTS =
                List.of("--user", "default", "off", "--user", "weir", "on", ">s3cret+1", "~*", "&*", "+@all");

        @Test
        void userAndPassword_comeFromTheAddress_orFromTheSettings() {
            try (ServerProcess redis = ServerProcess.start(ARGUMENTS)) {
                assertConnects(settings("redis://weir:s3cret+1@127.0.0.1:" + redis.port(), Access.PLAIN));
                assertConnects(settings("redis://weir:s3cret%2B1@127.0.0.1:" + redis.port(), Access.PLAIN));
                assertConnects(settings(redis.uri(), as("weir", "s3cret+1")));
            }
        }

        @Test
        void wrongPassword_orNone_isSaid() {
            try (ServerProcess redis = ServerProcess.start(ARGUMENTS)) {
                assertRefused(settings(redis.uri(), as("weir", "s3cret")), "wrong user or password (WRONGPASS)");
                assertRefused(
                        settings(redis.uri(), Access.PLAIN), "a password is required, and none is configured (NOAUTH)");
            }
        }

        @Test
        void userWithoutDangerousRights_isEnough() {
            String[] rights = {"~weir:*", "&weir:*", "+@all", "-@dangerous"};
            List<String> arguments =
                    new ArrayList<>(List.of("--user", "default", "off", "--user", "weir", "on", ">s3cret"));
            arguments.addAll(List.of(rights));
            try (ServerProcess redis = ServerProcess.start(arguments)) {
                assertConnects(settings(redis.uri(), as("weir", "s3cret")));
            }
        }
    }

    @Nested
    class Servers {
        @Test
        void database_isSelected() {
            try (ServerProcess redis = ServerProcess.start(List.of());
                    StoreOnLoop loop = new StoreOnLoop(settings(redis.uri() + "/3", Access.PLAIN))) {
                assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isTrue();
                var key = StoredSamples.key("/");
                assertThat(loop.put(key, StoredSamples.found(key, "body"), Duration.ofMinutes(1)))
                        .isTrue();
                assertThat(redis.cli("INFO", "keyspace")).contains("db3:keys=1").doesNotContain("db0");
            }
        }

        @Test
        void unknownDatabase_isSaid() {
            try (ServerProcess redis = ServerProcess.start(List.of("--databases", "4"))) {
                assertRefused(settings(redis.uri() + "/9", Access.PLAIN), "unknown database 9");
            }
        }

        @Test
        void replica_isNoMaster() {
            try (ServerProcess master = ServerProcess.start(List.of());
                    ServerProcess replica = ServerProcess.start(List.of("--replicaof", "127.0.0.1 " + master.port()))) {
                assertRefused(settings(replica.uri(), Access.PLAIN), "is a replica, no master");
            }
        }
    }

    @Nested
    class Encrypted {
        private static Certificates ours;
        private static Certificates theirs;

        @BeforeAll
        static void certificates(@TempDir Path directory) throws IOException {
            ours = new Certificates(directory, "ours");
            ours.issue("server", "IP:127.0.0.1");
            ours.issue("client", "DNS:weir.example");
            theirs = new Certificates(directory, "theirs");
            assumeTrue(speaksTls(), "skipped: " + ServerProcess.program(directory) + " was built without TLS");
        }

        private static boolean speaksTls() {
            try (ServerProcess plain = ServerProcess.start(List.of())) {
                return !plain.cli("CONFIG", "GET", "tls-port").isEmpty();
            }
        }

        private static ServerProcess server(boolean asksForCertificate) {
            return ServerProcess.start(List.of(
                    "--tls-cert-file",
                    ours.certificate("server"),
                    "--tls-key-file",
                    ours.keyFile("server"),
                    "--tls-ca-cert-file",
                    ours.authority(),
                    "--tls-auth-clients",
                    asksForCertificate ? "yes" : "no",
                    "--tls-port"));
        }

        private static String at(String host, ServerProcess server) {
            return "rediss://" + host + ':' + server.port();
        }

        @Test
        void authorityOfItsOwn_isTrusted() {
            try (ServerProcess redis = server(false)) {
                assertConnects(settings(at("127.0.0.1", redis), with(new Tls(ours.authority(), "", ""))));
            }
        }

        @Test
        void otherAuthority_isSaid() {
            try (ServerProcess redis = server(false)) {
                String why = "its certificate is not signed by an authority that is trusted (redis.tls.ca)";
                assertRefused(settings(at("127.0.0.1", redis), with(new Tls(theirs.authority(), "", ""))), why);
                assertRefused(settings(at("127.0.0.1", redis), with(Tls.SYSTEM)), why);
            }
        }

        @Test
        void otherHostName_isSaid() {
            try (ServerProcess redis = server(false)) {
                assertRefused(
                        settings(at("localhost", redis), with(new Tls(ours.authority(), "", ""))),
                        "its certificate is for another host name");
            }
        }

        @Test
        void clientCertificate_isShown_andItsAbsenceIsSaid() {
            try (ServerProcess redis = server(true)) {
                assertConnects(settings(
                        at("127.0.0.1", redis),
                        with(new Tls(ours.authority(), ours.certificate("client"), ours.keyFile("client")))));
                assertRefused(
                        settings(at("127.0.0.1", redis), with(new Tls(ours.authority(), "", ""))),
                        "it wants a client certificate (redis.tls.certificate)");
            }
        }
    }
}
