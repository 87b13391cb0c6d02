package dev.weir.invalidation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What whoever ordered a purge is told of it, over HTTP.
 *
 * @param status 200 done; 202 done, but not by all gateways yet; 503 not done; 504 nobody knows
 */
public record PurgeAnswer(int status, String mediaType, JsonObject body) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    public static PurgeAnswer of(Purged purged) {
        return switch (purged.outcome()) {
            case PurgeOutcome.Appended appended -> appended(appended, purged.refilling());
            case PurgeOutcome.Refused refused ->
                problem(
                        503,
                        "Service Unavailable",
                        "nothing was purged, for the log of purges cannot be written: " + refused.why());
            case PurgeOutcome.Unknown unknown -> problem(504, "Gateway Timeout", "unknown, repeat: " + unknown.why());
        };
    }

    private static PurgeAnswer appended(PurgeOutcome.Appended appended, int refilling) {
        JsonObject body = new JsonObject()
                .put("id", Long.toString(appended.id()))
                .put("confirmed", new JsonArray(List.copyOf(appended.confirmed())))
                .put("detached", new JsonArray(List.copyOf(appended.detached())))
                .put("pending", new JsonArray(List.copyOf(appended.pending())));
        if (refilling >= 0) {
            body.put("refilling", refilling);
        }
        return new PurgeAnswer(appended.pending().isEmpty() ? 200 : 202, JSON, body);
    }

    private static PurgeAnswer problem(int status, String title, String detail) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return new PurgeAnswer(status, PROBLEM, body);
    }
}
