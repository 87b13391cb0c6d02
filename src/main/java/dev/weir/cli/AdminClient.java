package dev.weir.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Speaks to the admin plane of a running gateway. Blocks: for the command line alone. */
final class AdminClient {
    private static final String DATA = "data: ";
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI address;
    private final @Nullable String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    AdminClient(URI address, @Nullable String token) {
        this.address = address;
        this.token = token;
    }

    /** @throws AdminFailure where there is no answer, or it is a refusal of the caller rather than of what he asks */
    AdminAnswer get(String path, Duration patience) throws AdminFailure, InterruptedException {
        return exchange(request(path, patience).GET().build());
    }

    /** @throws AdminFailure as {@link #get} */
    AdminAnswer post(String path, JsonObject body, Duration patience) throws AdminFailure, InterruptedException {
        return exchange(request(path, patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build());
    }

    /** @throws AdminFailure as {@link #get} */
    AdminAnswer delete(String path, Duration patience) throws AdminFailure, InterruptedException {
        return exchange(request(path, patience).DELETE().build());
    }

    /**
     * Reads server-sent events until one is not followed by the wish for another, or there are no more.
     *
     * @param each takes the data of an event, and says whether another is wanted
     * @throws AdminFailure as {@link #get}
     */
    void events(String path, Predicate<JsonObject> each) throws AdminFailure, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<Stream<String>> response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused(response.statusCode(), String.join("\n", lines.toList()));
                }
                boolean wanted = true;
                for (Iterator<String> rest = lines.iterator(); wanted && rest.hasNext(); ) {
                    String line = rest.next();
                    wanted = !line.startsWith(DATA) || each.test(new JsonObject(line.substring(DATA.length())));
                }
            }
        } catch (ConnectException | HttpConnectTimeoutException unreachable) {
            throw AdminFailure.unreachable(address, unreachable);
        } catch (IOException lost) {
            throw AdminFailure.lost(address, lost);
        } catch (UncheckedIOException lost) {
            throw AdminFailure.lost(address, new IOException(lost.getMessage(), lost));
        }
    }

    private AdminFailure refused(int status, String body) {
        return status == 401
                ? AdminFailure.unauthorized(token != null)
                : AdminFailure.refused(address + " answered " + status + (body.isEmpty() ? "" : ": " + body));
    }

    /** Ends what is under way. Any thread. */
    void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(patience);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private AdminAnswer exchange(HttpRequest request) throws AdminFailure, InterruptedException {
        try {
            long sent = System.nanoTime();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - sent);
            return answer(response, took);
        } catch (ConnectException | HttpConnectTimeoutException unreachable) {
            throw AdminFailure.unreachable(address, unreachable);
        } catch (IOException lost) {
            throw AdminFailure.lost(address, lost);
        }
    }

    private AdminAnswer answer(HttpResponse<String> response, Duration took) throws AdminFailure {
        if (response.statusCode() == 401) {
            throw AdminFailure.unauthorized(token != null);
        }
        String type = response.headers().firstValue("content-type").orElse("");
        if (!type.startsWith("application/json") && !type.startsWith("application/problem+json")) {
            throw AdminFailure.stranger(address, response.statusCode(), type);
        }
        try {
            String timing = response.headers().firstValue("server-timing").orElse("");
            return new AdminAnswer(response.statusCode(), new JsonObject(response.body()), took, timing);
        } catch (DecodeException malformed) {
            throw AdminFailure.stranger(address, response.statusCode(), type);
        }
    }
}
