package dev.weir.config;

import dev.weir.redis.RedisSettings;
import dev.weir.redis.RedisSettings.Access;
import dev.weir.redis.RedisSettings.ReadFrom;
import dev.weir.redis.RedisSettings.Tls;
import dev.weir.redis.RedisSettings.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code redis}: how the shared Redis is reached. */
final class RedisSection {
    private static final Form<Topology> TOPOLOGY = Choices.of(
            "standalone, sentinel, cluster, embedded or none",
            Map.of(
                    "embedded", Topology.EMBEDDED,
                    "standalone", Topology.STANDALONE,
                    "sentinel", Topology.SENTINEL,
                    "cluster", Topology.CLUSTER,
                    "none", Topology.NONE));
    private static final Form<ReadFrom> READ_FROM =
            Choices.of("master or replica", Map.of("master", ReadFrom.MASTER, "replica", ReadFrom.REPLICA));

    private RedisSection() {}

    static RedisSettings read(Section redis) {
        Topology topology = redis.get("topology", TOPOLOGY, Topology.STANDALONE);
        List<String> endpoints = endpoints(redis);
        Access access = new Access(
                masterName(redis, topology),
                redis.get("user", Texts.REDIS_USER, ""),
                password(redis),
                redis.section("tls", RedisSection::tls),
                redis.get("read-from", READ_FROM, ReadFrom.MASTER),
                redis.get("required", Choices.SWITCH, false));
        if (!access.user().isEmpty()
                && access.password().isEmpty()
                && redis.self().isSound()) {
            redis.at("user").report(access.user(), "a password, too: in password or password-file");
        }
        if (topology == Topology.CLUSTER && endpoints.stream().anyMatch(RedisSection::isInOtherDatabase)) {
            redis.at("endpoints").report("a database", "none: a Cluster has no other than 0");
        }
        return new RedisSettings(
                topology,
                endpoints,
                redis.get("command-timeout", Durations.WAIT, Duration.ofMillis(200)),
                redis.get("max-in-flight", Numbers.COUNT, 1024),
                access);
    }

    /** Endpoints beside {@code embedded} or {@code none} are no mistake: the topology may come from the environment. */
    private static List<String> endpoints(Section redis) {
        Value endpoints = redis.at("endpoints");
        if (endpoints.isAbsent()) {
            return List.of("redis://127.0.0.1:6379");
        }
        if (endpoints.isList() && endpoints.items().isEmpty()) {
            endpoints.report("an empty list", "at least one endpoint");
        }
        return redis.list("endpoints", Addresses.REDIS);
    }

    private static boolean isInOtherDatabase(String endpoint) {
        return endpoint.matches(".*[^/]/0*[1-9]\\d*");
    }

    private static String masterName(Section redis, Topology topology) {
        String name = redis.get("master-name", Texts.MASTER_NAME, "");
        if (topology == Topology.SENTINEL && name.isEmpty() && redis.self().isSound("master-name")) {
            redis.at("master-name").report("missing", "the name by which the Sentinels know the master");
        }
        return name;
    }

    private static String password(Section redis) {
        String password = redis.get("password", Texts.PASSWORD, "");
        String fromFile = redis.get("password-file", LocalFiles.SECRET, "");
        if (!password.isEmpty() && !fromFile.isEmpty()) {
            redis.at("password-file").report("a second password", "either password or password-file");
        }
        return password.isEmpty() ? fromFile : password;
    }

    private static Tls tls(Section tls) {
        Tls files = new Tls(
                tls.get("ca", LocalFiles.PEM, ""),
                tls.get("certificate", LocalFiles.PEM, ""),
                tls.get("key", LocalFiles.PEM, ""));
        if (files.certificate().isEmpty() != files.key().isEmpty() && tls.self().isSound()) {
            tls.self().report("one of certificate and key", "both, or neither");
        }
        return files;
    }
}
