package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void shown_isHostAndPortOnly() {
        assertThat(Endpoint.all(List.of("redis://weir:s3cret@cache.example", "rediss://:s3cret@10.0.0.1:7000/2")))
                .hasToString("[cache.example:6379, 10.0.0.1:7000]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://weir:s3 cret@host",
                "redis://weir:s3@cret@host",
                "http://:s3cret@host",
                "redis://:s3cret@host/database",
                "s3cret",
                ""
            })
    void noAddress_isRefusedWithoutRepeatingIt(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.all(List.of("redis://127.0.0.1", uri)))
                .withMessageContaining("endpoint 2")
                .withMessageNotContaining("cret")
                .withNoCause();
    }
}
