package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** What a client got back. */
public record Received(int status, MultiMap headers, Buffer content) {
    public String body() {
        return content.toString();
    }

    public String field(String name) {
        return headers.get(name);
    }

    public String cacheStatus() {
        return headers.get("cache-status");
    }

    public Received assertHit() {
        assertThat(cacheStatus()).startsWith("weir; hit");
        return this;
    }

    /** @param reason the {@code fwd} token of RFC 9211 §2.2 */
    public Received assertForwarded(String reason) {
        assertThat(cacheStatus()).startsWith("weir; fwd=" + reason);
        return this;
    }

    public Received assertStatus(int expected) {
        assertThat(status).as(() -> "status of " + body()).isEqualTo(expected);
        return this;
    }

    public Received assertBody(String expected) {
        assertThat(body()).isEqualTo(expected);
        return this;
    }
}
