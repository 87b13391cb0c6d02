package dev.weir.route;

import static dev.weir.route.Requests.get;
import static dev.weir.route.Requests.ignoring;
import static dev.weir.route.Requests.only;
import static dev.weir.route.Requests.request;
import static dev.weir.route.Requests.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyBuilderTest {
    @Test
    void key_isReadable() {
        KeyRules rules = rules(List.of("accept-language"), List.of("currency"));
        RequestHead request =
                get("/products/1?b=2&a=1", "Accept-Language", "de, en", "Cookie", "id=7; currency=EUR; currency2=x");

        assertThat(key(rules, request))
                .matches("GET http://shop.example/products/1\\?a=1&b=2 h:accept-language=de,\\\\20en c:currency=EUR"
                        + " r:[0-9a-f]{12}");
    }

    @Test
    void standardRules_leaveNoDigest() {
        assertThat(standard("/p")).isEqualTo("GET http://shop.example/p");
    }

    @Test
    void headSharesGetsKey_otherMethodsDoNot() {
        String get = key(KeyRules.STANDARD, request("GET", "http", "h", "/"));

        assertThat(key(KeyRules.STANDARD, request("HEAD", "http", "h", "/"))).isEqualTo(get);
        assertThat(key(KeyRules.STANDARD, request("QUERY", "http", "h", "/"))).isEqualTo("QUERY http://h/");
        assertThat(key(KeyRules.STANDARD, request("get", "http", "h", "/"))).isNotEqualTo(get);
        assertThat(key(KeyRules.STANDARD, request("GET", "https", "h", "/"))).isNotEqualTo(get);
    }

    @ParameterizedTest
    @CsvSource({
        "/a%2fb, /a%2Fb",
        "/a%2Fb, /a/b",
        "/%41, /A",
        "/./a, /a",
        "/x/../a, /a",
        "/a, /A",
        "/a/, /a",
        "//a, /a",
        "/a?, /a",
        "/a?b, /a?b=",
        "/a?b=1&&c=2, /a?b=1&c=2",
        "/a?b=1&b=2, /a?b=2&b=1",
        "/a?b=1&B=2, /a?B=2&b=1",
        "/a?b=1&%62=2, /a?%62=2&b=1",
        "/a?b=1;c=2, /a?b=1&c=2",
        "/a?b=%20, /a?b=+",
        "'/a b', /a%20b",
        "'/a b', /a\\20b",
    })
    void whatAnOriginCanTellApart_isKeptApart(String one, String other) {
        assertThat(standard(one)).isNotEqualTo(standard(other));
    }

    @Test
    void query_isSortedByName() {
        assertThat(standard("/p?c=1&a=2&b=3&a=1")).isEqualTo("GET http://shop.example/p?a=2&a=1&b=3&c=1");
    }

    @Test
    void ignoredParameters_areLeftOut() {
        KeyRules rules = ignoring("utm_*", "gclid");

        assertThat(key(rules, get("/p?utm_source=x&a=1&gclid=7"))).isEqualTo(key(rules, get("/p?a=1")));
        assertThat(key(rules, get("/p?utm_source=x"))).isEqualTo(key(rules, get("/p")));
        assertThat(key(rules, get("/p?gclid2=x"))).isNotEqualTo(key(rules, get("/p")));
        assertThat(key(rules, get("/p?utm_x=1;a=evil"))).isNotEqualTo(key(rules, get("/p")));
    }

    @Test
    void onlyTheNamedParametersCount_alsoInDisguise() {
        KeyRules rules = only("a");

        assertThat(key(rules, get("/p?b=1&a=1&c"))).isEqualTo(key(rules, get("/p?a=1")));
        for (String disguised : List.of("%61=1", "A=1", "a[]=1", "a%5b0%5D=1", "b;a=1")) {
            assertThat(key(rules, get("/p?" + disguised))).isNotEqualTo(key(rules, get("/p")));
        }
        assertThat(key(only(), get("/p?a=1;b"))).isEqualTo(key(only(), get("/p")));
    }

    @Test
    void selectedFields_absentEmptyAndRepeatedDiffer() {
        KeyRules rules = rules(List.of("x"), List.of());

        assertThat(List.of(
                        key(rules, get("/")),
                        key(rules, get("/", "X", "")),
                        key(rules, get("/", "X", "1", "X", "2")),
                        key(rules, get("/", "X", "1, 2")),
                        key(rules, get("/", "X", "1 h:x=2"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void selectedCookies_areFoundInEveryLine() {
        KeyRules rules = rules(List.of(), List.of("c"));

        assertThat(key(rules, get("/", "Cookie", "a=1;  c=2", "Cookie", "c")))
                .isEqualTo(key(rules, get("/", "Cookie", "c=2; c; cc=3; C=4")));
        assertThat(key(rules, get("/", "Cookie", "c="))).isNotEqualTo(key(rules, get("/", "Cookie", "c")));
    }

    @Test
    void quotedCookies_countWhole() {
        KeyRules rules = rules(List.of(), List.of("c"));

        assertThat(key(rules, get("/", "Cookie", "a=\"; c=2\""))).isNotEqualTo(key(rules, get("/", "Cookie", "c=2\"")));
        assertThat(key(rules, get("/", "Cookie", "a=\"; c=2; b=\"")))
                .isNotEqualTo(key(rules, get("/", "Cookie", "c=2")));
    }

    @Test
    void keysOfDifferentRulesNeverMeet() {
        assertThat(List.of(
                        key(KeyRules.STANDARD, get("/p")),
                        key(ignoring("a"), get("/p")),
                        key(ignoring("b"), get("/p")),
                        key(only("a"), get("/p")),
                        key(rules(List.of("a"), List.of()), get("/p")),
                        key(rules(List.of(), List.of("a")), get("/p"))))
                .doesNotHaveDuplicates();
        assertThat(key(ignoring("a", "b"), get("/p"))).isEqualTo(key(ignoring("b", "a"), get("/p")));
    }

    private static String standard(String pathAndQuery) {
        return key(KeyRules.STANDARD, get(pathAndQuery));
    }

    private static String key(KeyRules rules, RequestHead request) {
        return new KeyBuilder(rules).keyOf(request, null).text();
    }
}
