package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No report shows a secret, wherever the mistake around it is. */
class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin: { token: 's3cret with space' }",
                "admin: { tokne: s3cret }",
                "admin: { port: '${SECRET}' }",
                "admin: s3cret",
                "admin: { token: [ s3cret ] }",
                "admin: { token: 's3cret ${' }",
                "admin: { token: 's3cret ${NONE}' }",
                "redis: { endpoints: [ 'redis://user:s3cret@host:70000' ] }",
                "redis: { endpoints: [ 'redis://user:s3cret@host', 'http://b' ] }",
                "redis: { endpoints: [ 'rediss://user:s3cret@host/x' ] }",
                "redis: { password: [ s3cret ] }",
                "redis: { password: s3cret, password-file: LICENSE }",
                "redis: { endpoints: [ 'redis://:s3cret' ] }",
                "redis: { endpoints: [ 'redis://user:s3cret/x?y@host@host' ] }",
                "redis: { endpoints: [ 'redis://host?password=s3cret' ] }",
                "redis: { endpoints: [ 'user:s3cret@host' ] }",
                "redis: { endpoints: [ '${NONE:-redis://user:s3cret@h?}' ] }",
                "redis: { endpoints: 'redis://user:s3cret@host' }"
            })
    void report_neverShowsASecret(String top) {
        assertThat(Documents.mistakes(Documents.with("TOP", top)))
                .isNotEmpty()
                .noneMatch(mistake -> mistake.contains("s3cret"));
    }

    @Test
    void report_neverShowsAnOriginsPassword() {
        assertThat(Documents.mistakes(Documents.with("ORIGIN", "{ servers: [ 'http://user:s3cret@host:80' ] }")))
                .singleElement()
                .asString()
                .contains("http://***@host:80")
                .doesNotContain("s3cret");
    }

    @Test
    void address_keepsWhatIsNoSecret() {
        for (String plain : List.of("redis://host:6379/0", "rediss://host", "host", "redis://h:")) {
            assertThat(Shown.address(plain)).isEqualTo(plain);
        }
        assertThat(Shown.address("redis://user:pass@host:6379")).isEqualTo("redis://***@host:6379");
    }

    @Test
    void settings_doNotPrintThem() {
        WeirSettings settings = Documents.settings(
                Documents.with("TOP", "admin: { token: s3cret }\nredis: { endpoints: [ 'redis://u:s3cret@host' ] }"));
        assertThat(settings.admin().token()).isEqualTo("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }
}
