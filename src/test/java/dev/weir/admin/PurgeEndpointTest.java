package dev.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.PurgeOrder;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.testing.Async;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeEndpointTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final FixedOperations operations = new FixedOperations();
    private int port;

    @BeforeEach
    void start() {
        port = Async.await(AdminServer.start(vertx, new AdminSettings("127.0.0.1", 0, null), operations))
                .port();
    }

    @AfterEach
    void close() {
        Async.await(vertx.close());
    }

    @Test
    void order_isReadWhole() throws Exception {
        HttpResponse<String> response = purge("""
                {"urls":["HTTP://Shop.example:80/p/1?b=2&a=1"],"groups":["products","a b"],
                 "prefixes":["https://shop.example/img/"],"origin":"http://SHOP.example:80","soft":true,"refill":true,
                 "confirm":true,"timeout":"250ms"}""");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(operations.orders)
                .containsExactly(new PurgeOrder(
                        List.of(
                                new Subject.Uri("http://shop.example/p/1?b=2&a=1"),
                                new Subject.Group("http://shop.example", "products"),
                                new Subject.Group("http://shop.example", "a b"),
                                new Subject.Prefix("https://shop.example/img/")),
                        true,
                        true,
                        true,
                        Duration.ofMillis(250)));
    }

    @Test
    void whatIsLeftOut_hasTheDefaultsOfTheApi() throws Exception {
        purge("{\"groups\":[\"g\"],\"origin\":null}");

        assertThat(operations.orders)
                .containsExactly(new PurgeOrder(
                        List.of(new Subject.Group(null, "g")), false, false, true, Duration.ofSeconds(1)));
    }

    @Test
    void all_isEverything_andWithAnOriginEverythingOfIt() throws Exception {
        purge("{\"all\":true}");
        purge("{\"all\":true,\"origin\":\"http://shop.example:8080\"}");

        assertThat(operations.orders.stream().map(PurgeOrder::subjects))
                .containsExactly(List.of(new Subject.All()), List.of(new Subject.Prefix("http://shop.example:8080/")));
    }

    @Test
    void answer_namesWhoHasItAndWhoHasNot() throws Exception {
        operations.outcome = new PurgeOutcome.Appended(42, List.of("n1"), List.of("n3"), List.of("n2"));

        HttpResponse<String> response = purge("{\"all\":true,\"refill\":true}");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(response.body())).isEqualTo(new JsonObject("""
                {"id":"42","confirmed":["n1"],"detached":["n3"],"pending":["n2"],"refilling":7}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "false, 503, 'nothing was purged, for the log of purges cannot be written: \"gone\"'",
        "true, 504, 'unknown, repeat: \"gone\"'"
    })
    void whatDoesNotStand_isAProblem(boolean unknown, int status, String detail) throws Exception {
        operations.outcome = unknown ? new PurgeOutcome.Unknown("\"gone\"") : new PurgeOutcome.Refused("\"gone\"");

        HttpResponse<String> response = purge("{\"all\":true}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(new JsonObject(response.body()).getString("detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}|#|no subject (expected: urls, groups or prefixes; or all: true)",
                "{\"urls\":[]}|#|no subject (expected: urls, groups or prefixes; or all: true)",
                "{\"all\":false}|#|no subject (expected: urls, groups or prefixes; or all: true)",
                "{\"urls\":[\"\"]}|#/urls/0|an empty text (expected: an absolute http or https URL, without user and fragment)",
                "{\"urls\":[\"/p\"]}|#/urls/0|/p (expected: an absolute http or https URL, without user and fragment)",
                "{\"urls\":[7]}|#/urls/0|7 (expected: an absolute http or https URL, without user and fragment)",
                "{\"urls\":\"http://a/\"}|#/urls|http://a/ (expected: a list of texts)",
                "{\"groups\":[\"*\"]}|#/groups/0|* (expected: a name of 1 to 1024 characters, none of them a control character, and not *)",
                "{\"prefixes\":[\"http://\"]}|#/prefixes/0|http:// (expected: http or https, a host and the beginning of a path, without ? and without * at its end)",
                "{\"prefixes\":[\"http://a/*\"]}|#/prefixes/0|http://a/* (expected: http or https, a host and the beginning of a path, without ? and without * at its end)",
                "{\"all\":true,\"urls\":[\"http://a/\"]}|#/all|true beside 1 subjects (expected: either all or some)",
                "{\"all\":\"yes\",\"groups\":[\"g\"]}|#/all|yes (expected: true or false)",
                "{\"urls\":[\"http://a/\"],\"origin\":\"http://a\"}|#/origin|http://a (expected: only with groups or all: URLs and prefixes name their own)",
                "{\"groups\":[\"g\"],\"origin\":\"http://a/\"}|#/origin|http://a/ (expected: a scheme, a host and perhaps a port, such as https://shop.example)",
                "{\"groups\":[\"g\"],\"timeout\":\"31s\"}|#/timeout|31s (expected: a duration such as 250ms or 5s, from 1ms to 30s)",
                "{\"groups\":[\"g\"],\"timeout\":5}|#/timeout|5 (expected: a duration such as 250ms or 5s, from 1ms to 30s)",
                "{\"groups\":[\"g\"],\"refill\":true,\"confirm\":false}|#/refill|true without confirm (expected: confirm: true, for what is fetched earlier is forgotten too)",
                "{\"group\":[\"g\"],\"all\":true}|#/group|unknown member (expected: one of urls, origin, groups, prefixes, all, soft, refill, confirm, timeout; did you mean groups?)",
                "[]|#|2 bytes that are none (expected: a JSON object)",
                "nonsense|#|8 bytes that are none (expected: a JSON object)"
            })
    void mistake_isNamedWithItsPlaceAndWhatWasExpected(String body, String pointer, String detail) throws Exception {
        assertThat(mistakes(body))
                .containsExactly(new JsonObject().put("pointer", pointer).put("detail", detail));
    }

    @Test
    void everyMistake_isNamedAtOnce() throws Exception {
        assertThat(mistakes("""
                {"urls":["ftp://a/","http://a/","http://u@a/"],"grups":["g"],"soft":1,"refill":"x","timeout":"0s"}"""))
                .extracting(mistake -> mistake.getString("pointer"))
                .containsExactly("#/urls/0", "#/urls/2", "#/soft", "#/refill", "#/timeout", "#/grups");
    }

    @Test
    void manyMistakes_areCountedAndSomeNamed() throws Exception {
        JsonObject body = new JsonObject().put("urls", new JsonArray(Collections.nCopies(5_000, "x")));

        HttpResponse<String> response = purge(body.encode());

        assertThat(response.statusCode()).isEqualTo(400);
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getString("detail")).startsWith("5000 mistakes");
        assertThat(problem.getJsonArray("errors")).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"})
    void anotherType_isRefused_asAForeignPageWouldSendIt(String type) throws Exception {
        HttpResponse<String> response = send(request("{\"all\":true}").setHeader("content-type", type));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(operations.orders).isEmpty();
    }

    @Test
    void tooLongContent_isRefused() throws Exception {
        HttpResponse<String> response = purge("{\"urls\":[\"" + "x".repeat(9 << 20) + "\"]}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(operations.orders).isEmpty();
    }

    private List<JsonObject> mistakes(String body) throws Exception {
        HttpResponse<String> response = purge(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(operations.orders).isEmpty();
        return new JsonObject(response.body())
                .getJsonArray("errors").stream().map(JsonObject.class::cast).toList();
    }

    private HttpResponse<String> purge(String body) throws Exception {
        return send(request(body));
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/purge"))
                .setHeader("content-type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
