package dev.weir.simulate;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the origin was asked: the proof, from outside, of how many requests a cache let through.
 *
 * <p>Memory is bounded: new paths beyond a number, and very long ones, are counted together as {@code other}. Used from
 * one event loop only.
 */
final class RequestCounts {
    private static final int LONGEST = 256;

    private final int limit;
    private final Map<String, Long> requests = new LinkedHashMap<>();
    private long total;
    private int inFlight;
    private int maxInFlight;

    RequestCounts(int limit) {
        this.limit = limit;
    }

    void begin(String method, String path) {
        total++;
        inFlight++;
        maxInFlight = Math.max(maxInFlight, inFlight);
        requests.merge(slot(method + " " + path), 1L, Long::sum);
    }

    private String slot(String request) {
        boolean known = requests.containsKey(request);
        boolean room = requests.size() < limit && request.length() <= LONGEST;
        return known || room ? request : "other";
    }

    void end() {
        inFlight--;
    }

    /** Forgets the past; requests that are still under way stay in flight, so that their end keeps the sum right. */
    void reset() {
        requests.clear();
        total = 0;
        maxInFlight = inFlight;
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("total", total)
                .put("inFlight", inFlight)
                .put("maxInFlight", maxInFlight)
                .put("requests", new JsonObject(new LinkedHashMap<>(requests)));
    }
}
