package dev.weir.route;

import static dev.weir.route.Requests.get;
import static dev.weir.route.Requests.request;
import static dev.weir.route.Requests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private final Routes routes =
            Routes.of(List.of(route("account", "/account/**"), route("static", "/static/**"), route("rest", "/**")));

    @Test
    void theFirstThatMatchesTakesTheRequest() {
        assertThat(chosen("/static/a.css").name()).isEqualTo("static");
        assertThat(chosen("/staticky").name()).isEqualTo("rest");
        assertThat(chosen("/static/a.css").origin()).isEqualTo("origin-of-static");
    }

    @Test
    void noMatch_isNull() {
        Routes one = Routes.of(List.of(route("a", new RouteSettings.Match("/a", "shop.example", Set.of("GET")))));

        assertThat(one.match(get("/a"))).isNotNull();
        assertThat(one.match(get("/b"))).isNull();
        assertThat(one.match(request("POST", "http", "shop.example", "/a"))).isNull();
        assertThat(one.match(request("GET", "http", "other.example", "/a"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x/../account/1", "/%61ccount/1", "/x/%2e%2e/account/1", "/static/..;/account/1"})
    void disguisedPath_meetsTheRouteOfItsNormalForm(String path) {
        assertThat(chosen(path).name()).isEqualTo("account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account/%2e%2e/static/x", "/account/../static/x", "/st%61tic/x", "/account/..;/static/x"})
    void pathThatAnOriginMayReadOtherwise_isPassed(String path) {
        assertThat(chosen(path).name()).isEqualTo("static");
        assertThat(chosen(path).caching()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/a", "/static/./a", "/static/%7Ea", "/static/x/../a", "/.well-known/a", "/a%2fb"})
    void pathThatBothReadingsSendOneWay_isCached(String path) {
        assertThat(chosen(path).caching()).isNotNull();
    }

    private Route chosen(String path) {
        return Objects.requireNonNull(routes.match(get(path)));
    }
}
