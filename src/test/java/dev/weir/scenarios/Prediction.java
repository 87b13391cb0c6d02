package dev.weir.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway says beforehand that a request would get ({@code GET /v1/explain}), to be compared with what it got. That
 * the scenarios go on as if nobody had asked shows that asking changes nothing.
 */
final class Prediction {
    private static final int NO_SUCH_REQUEST = 400;

    private final JsonObject next;

    private Prediction(JsonObject next) {
        this.next = next;
    }

    /** Null for a request that cannot be asked about. */
    static @Nullable Prediction of(Gateway gateway, String method, String uri, String... fields) {
        StringBuilder query = new StringBuilder("/v1/explain?method=").append(encoded(method));
        String host = "127.0.0.1:" + gateway.port();
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase("host")) {
                host = fields[i + 1];
            } else {
                query.append("&header=").append(encoded(fields[i] + ":" + fields[i + 1]));
            }
        }
        Received answer = gateway.admin(query + "&url=" + encoded("http://" + host + uri));
        return answer.status() == NO_SUCH_REQUEST
                ? null
                : new Prediction(new JsonObject(answer.assertStatus(200).body()).getJsonObject("next"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    void check(Received reply) {
        String member = reply.cacheStatus();
        String told = next.getString("cache-status");
        if (next.getInteger("status") != null) {
            assertThat(reply.status()).as("explained as %s", next).isEqualTo(next.getInteger("status"));
        }
        if (member != null) {
            String[] parts = told == null ? new String[] {"nothing"} : told.split("(?=; detail=)");
            assertThat(member).as("explained as %s", next).startsWith(parts[0]).contains(parts[parts.length - 1]);
        }
    }
}
