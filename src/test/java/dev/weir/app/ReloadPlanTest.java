package dev.weir.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import dev.weir.config.Configuration.Accepted;
import org.junit.jupiter.api.Test;

/** What is different, in the words of the file, and what of it holds. */
class ReloadPlanTest {
    private static final String ROUTES = """
            origins: { o: { servers: [ 'http://127.0.0.1:9' ] } }
            routes:
              - { name: a, match: { path: /a }, origin: o, cache: { default-ttl: 30s } }
              - { name: b, match: { path: /b }, origin: o }
            """;

    private static Accepted read(String yaml) {
        Configuration read = new ConfigReader(name -> null).read("weir.yaml", yaml.getBytes(UTF_8));
        if (read instanceof Accepted accepted) {
            return accepted;
        }
        throw new AssertionError(read);
    }

    private static ReloadPlan plan(String running, String wanted) {
        return ReloadPlan.of(read(running), read(wanted));
    }

    @Test
    void values_areNamedByTheirPath_routesByTheirName() {
        String first = "  - { name: c, match: { path: /c }, origin: o }\n";
        String wanted = ROUTES.replace("routes:\n", "routes:\n" + first).replace("30s", "1m");
        ReloadPlan plan = plan(ROUTES, wanted + "logging: { level: debug }");
        assertThat(plan.changed())
                .containsExactly(
                        "logging.level: default → debug",
                        "routes.a.cache.default-ttl: 30s → 1m",
                        "routes.c.match.path: default → /c",
                        "routes.c.name: default → c",
                        "routes.c.origin: default → o");
        assertThat(plan.afterRestart()).isEmpty();
        assertThat(plan.running().settings().routes()).hasSize(3);
    }

    @Test
    void theSame_changesNothing_howeverItIsWritten() {
        assertThat(plan(ROUTES, "# a word\n" + ROUTES).changesNothing()).isTrue();
    }

    @Test
    void secrets_areNeverShown() {
        String running = ROUTES + "admin: { token: s3cret1 }\nredis: { endpoints: [ 'redis://u:s3cret2@h' ] }";
        String wanted = ROUTES + "admin: { token: s3cret3 }\nredis: { endpoints: [ 'redis://u:s3cret4@h' ] }";
        ReloadPlan plan = plan(running, wanted);
        assertThat(plan.changed()).isEmpty();
        assertThat(plan.afterRestart()).containsExactly("admin", "redis");
        assertThat(plan.toString()).doesNotContain("s3cret");
        assertThat(plan.running().settings()).isEqualTo(read(running).settings());
    }

    @Test
    void fieldsThatAreSet_areNotShown_butHold() {
        String running = ROUTES.replace("origin: o }", "origin: o, request-fields: { set: { X-Key: s3cret1 } } }");
        String wanted = running.replace("s3cret1", "s3cret2");
        ReloadPlan plan = plan(running, wanted);
        assertThat(plan.changed()).containsExactly("values that are not shown");
        assertThat(plan.running().settings()).isEqualTo(read(wanted).settings());
    }

    @Test
    void ofListen_whatDependsOnWhoConnects_holds() {
        ReloadPlan plan = plan(
                ROUTES + "listen: { port: 80, idle-timeout: 5s }",
                ROUTES + "listen: { port: 81, idle-timeout: 5s, purge-from: [ 127.0.0.1 ] }");
        assertThat(plan.changed()).containsExactly("listen.purge-from[0]: default → 127.0.0.1");
        assertThat(plan.afterRestart()).containsExactly("listen.port");
        assertThat(plan.running().settings().listen().port()).isEqualTo(80);
        assertThat(plan.running().settings().listen().peers().purgeFrom()).hasSize(1);
    }
}
