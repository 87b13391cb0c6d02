package dev.weir.policy;

import static dev.weir.policy.Given.request;
import static dev.weir.policy.Given.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.ResponseHead;
import dev.weir.message.TargetUri;
import dev.weir.policy.InvalidationPolicy.Targets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 §4.4, RFC 9875 §3. */
class InvalidationPolicyTest {
    private static final String SELF = "http://shop.example/products/1";

    private static List<String> uris(String method, ResponseHead response) {
        return InvalidationPolicy.targets(request(method), response).uris().stream()
                .map(TargetUri::toString)
                .toList();
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource({"PUT, 200", "POST, 201", "DELETE, 204", "PATCH, 303", "LOCK, 299", "get, 200", "FROB, 302"})
    void unsafeOrUnknownMethod_thatWasNotRefused_invalidatesItsTarget(String method, int status) {
        assertThat(uris(method, response(status))).containsExactly(SELF);
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource({"PUT, 400", "PUT, 412", "POST, 500", "DELETE, 404", "PUT, 100", "GET, 200", "HEAD, 200", "QUERY, 200"})
    void refusedOrSafe_invalidatesNothing(String method, int status) {
        ResponseHead response = response(status, "Location", "/a", "Cache-Group-Invalidation", "\"g\"");
        assertThat(InvalidationPolicy.targets(request(method), response).isNothing())
                .isTrue();
        boolean safe = List.of("GET", "HEAD", "QUERY").contains(method);
        assertThat(InvalidationPolicy.targetsOfLost(request(method)).isNothing())
                .isEqualTo(safe);
    }

    @Test
    @Tag("MAY")
    void locationAndContentLocation_areInvalidatedToo() {
        ResponseHead response = response(201, "Location", "/a?b#c", "content-location", "../x/./y/../z");
        assertThat(uris("POST", response)).containsExactly(SELF, "http://shop.example/a?b", "http://shop.example/x/z");
        assertThat(uris("POST", response(201, "Location", SELF))).containsExactly(SELF);
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(
            strings = {
                "https://shop.example/a",
                "http://shop.example:8080/a",
                "http://other.example/a",
                "//other.example/a",
                "http://shop.example@other.example/",
                "http://user@shop.example/a",
                "http:/a",
                "http:a",
                "http://",
                "///a",
                "mailto:a",
                "/a b",
                "/a\u0001"
            })
    void otherOrigins_areNotTouched(String location) {
        assertThat(uris("POST", response(201, "Location", location))).containsExactly(SELF);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://SHOP.example:80/a, http://SHOP.example:80/a",
        "http://shop.example, http://shop.example/",
        "http://shop.example?q, http://shop.example/?q",
        "//shop.example/a, http://shop.example/a",
        "?q, http://shop.example/products/1?q",
        "2, http://shop.example/products/2",
        "., http://shop.example/products/",
        ".., http://shop.example/",
        "../../../a, http://shop.example/a",
        "/a//b/, http://shop.example/a//b/",
        "./a:b, http://shop.example/products/a:b"
    })
    void S3986_5_2_references_areResolved(String location, String resolved) {
        assertThat(uris("POST", response(201, "Location", location))).contains(resolved);
    }

    @Test
    void severalLocations_areNone() {
        assertThat(uris("POST", response(201, "Location", "/a", "Location", "/b")))
                .containsExactly(SELF);
    }

    @Test
    void groups_areAListOfStrings_orIgnoredWhole() {
        assertThat(groups("\"a\", \"b c\";x=1", "\"d\"")).containsExactly("a", "b c", "d");
        assertThat(groups("\"a\", b")).isEmpty();
        assertThat(groups("\"a\", 1")).isEmpty();
        assertThat(groups("\"a\",")).isEmpty();
        assertThat(groups("(\"a\")")).isEmpty();
    }

    private static List<String> groups(String... lines) {
        String[] fields = new String[2 * lines.length];
        for (int i = 0; i < lines.length; i++) {
            fields[2 * i] = "Cache-Group-Invalidation";
            fields[2 * i + 1] = lines[i];
        }
        return InvalidationPolicy.targets(request("POST"), response(200, fields))
                .groups();
    }

    @Property
    void anyText_isResolvedOnThisOrigin_orIgnored(@ForAll String text) {
        ResponseHead response =
                response(201, "Location", text, "Content-Location", '/' + text, "Cache-Group-Invalidation", text);
        Targets targets = InvalidationPolicy.targets(request("POST"), response);
        assertThat(targets.uris())
                .allMatch(uri -> uri.path().startsWith("/")
                        && UriReference.sameOrigin(uri, request("POST").target()));
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "/products/1 | max-age=60 | - | true",
                "http://SHOP.example:80/products/1 | s-maxage=60 | - | true",
                "/products/2 | max-age=60 | - | false",
                "/products/1?q | max-age=60 | - | false",
                "//other.example/products/1 | max-age=60 | - | false",
                "/products/1 | public | - | false",
                "/products/1 | max-age=60 | Accept | false"
            })
    void S9110_9_3_3_postAnswersGet_ifItSaysSo(String location, String cacheControl, String vary, boolean answers) {
        ResponseHead response = vary == null
                ? response(200, "Content-Location", location, "Cache-Control", cacheControl)
                : response(200, "Content-Location", location, "Cache-Control", cacheControl, "Vary", vary);
        assertThat(PostPolicy.answersGet(request("POST"), response)).isEqualTo(answers);
        assertThat(PostPolicy.answersGet(request("PUT"), response)).isFalse();
        assertThat(PostPolicy.answersGet(request("POST"), new ResponseHead(201, response.headers())))
                .isFalse();
    }
}
