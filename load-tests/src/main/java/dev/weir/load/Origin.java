package dev.weir.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The simulated origin's own count of what it was asked: what a cache let through, seen from behind it. */
final class Origin implements AutoCloseable {
    private final URI uri;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Origin(URI uri) {
        this.uri = uri;
    }

    /**
     * Since the last {@link #reset}.
     *
     * @param total requests of every kind
     * @param atOnce most of them under way at one time
     */
    record Count(int total, int atOnce) {}

    void reset() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(uri.resolve("/__sim/reset")).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Count count() throws IOException, InterruptedException {
        JsonObject stats = new JsonObject(send(HttpRequest.newBuilder(uri.resolve("/__sim/stats"))));
        return new Count(stats.getInteger("total"), stats.getInteger("maxInFlight"));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.uri() + " answered " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
