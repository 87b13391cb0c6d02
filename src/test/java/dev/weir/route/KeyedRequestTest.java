package dev.weir.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyedRequestTest {
    private static final KeyRules RULES = new KeyRules(
            new KeyRules.Query(true, List.of(), List.of("utm_*", "x")), List.of("a", "b"), List.of("c", "d"));

    private static RequestHead bare(RequestHead request, String... selecting) {
        return new KeyedRequest("all", RULES).bare(request, List.of(selecting));
    }

    @Test
    void whatTheKeyDoesNotHold_goes() {
        RequestHead bare = bare(Requests.get(
                "/p?utm_a=1&b=2&x=3",
                "A",
                "1",
                "X-Forwarded-Host",
                "evil",
                "X-Forwarded-Proto",
                "https",
                "User-Agent",
                "u",
                "Accept",
                "text/html",
                "Accept-Encoding",
                "gzip",
                "Cookie",
                "c=1; session=2; d=3"));
        assertThat(bare.target().query()).isEqualTo("b=2");
        assertThat(bare.headers().toString())
                .isEqualTo("A: 1\nX-Forwarded-Proto: https\nAccept-Encoding: gzip\ncookie: c=1; d=3\n");
    }

    @Test
    void whatTheResponseVariesBy_stays() {
        RequestHead bare = bare(Requests.get("/p", "Accept", "text/html", "Cookie", "session=2"), "accept", "cookie");
        assertThat(bare.headers().toString()).isEqualTo("Accept: text/html\nCookie: session=2\n");
    }

    @Property(tries = 2000)
    void keyStaysTheSame(@ForAll("requests") RequestHead request) {
        KeyBuilder keys = new KeyBuilder(RULES);
        assertThat(keys.keyOf(bare(request), null)).isEqualTo(keys.keyOf(request, null));
    }

    @Property(tries = 2000)
    void bareIsBareAlready(@ForAll("requests") RequestHead request) {
        assertThat(bare(bare(request))).isEqualTo(bare(request));
    }

    @Provide
    Arbitrary<RequestHead> requests() {
        Arbitrary<String> query = Arbitraries.of("utm_a=1", "b=2", "a=1", "x", "x=1;b=3", "%78=1", "", "c[]=1")
                .list()
                .ofMaxSize(5)
                .map(members -> members.isEmpty() ? "/p" : "/p?" + String.join("&", members));
        Arbitrary<String> cookies = Arbitraries.of("c=1", "c", "d=2", "e=3", "c=\"1", " d = 2", "cc=1", "", "c=")
                .list()
                .ofMaxSize(4)
                .map(pairs -> String.join(";", pairs));
        return query.flatMap(target -> cookies.list()
                .ofMaxSize(2)
                .flatMap(lines -> Arbitraries.of("a", "b", "z")
                        .list()
                        .ofMaxSize(3)
                        .map(names -> Requests.get(target, fields(lines, names)))));
    }

    private static String[] fields(List<String> cookies, List<String> names) {
        List<String> fields = new ArrayList<>();
        cookies.forEach(line -> fields.addAll(List.of("Cookie", line)));
        names.forEach(name -> fields.addAll(List.of(name, name + fields.size())));
        return fields.toArray(String[]::new);
    }
}
