package dev.weir.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Stream;

/** A listener of server-sent events that reads one after the other. */
public final class EventStream implements AutoCloseable {
    private static final String DATA = "data: ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final Iterator<String> events;

    public EventStream(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        response = client.send(request, HttpResponse.BodyHandlers.ofLines());
        events = response.body().filter(line -> line.startsWith(DATA)).iterator();
    }

    public HttpResponse<?> response() {
        return response;
    }

    /** Waits for the next event's data. */
    public JsonObject next() {
        return new JsonObject(events.next().substring(DATA.length()));
    }

    @Override
    public void close() {
        response.body().close();
        client.shutdownNow();
    }
}
