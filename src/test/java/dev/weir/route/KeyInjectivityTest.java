package dev.weir.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A key can be read back into the parts it was made of: so no two different inputs share one. */
class KeyInjectivityTest {
    private static final KeyRules RULES = Requests.rules(List.of("a", "b"), List.of());
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:(\\\\)|([0-9a-f]{2})|u([0-9a-f]{4}))");

    /** The parts of a key in clear. */
    record Parts(String method, String scheme, String host, String path, List<String> query, List<String> fields) {}

    @Property(tries = 3000)
    void everyPartCanBeReadBack(@ForAll("requests") RequestHead request) {
        TargetUri target = request.target();
        List<String> query = new ArrayList<>();
        if (target.query() != null) {
            query.add(target.query());
        }
        List<String> fields = new ArrayList<>();
        for (String name : RULES.headers()) {
            request.headers().all(name).forEach(value -> fields.add("h:" + name + "=" + value));
        }

        assertThat(read(new KeyBuilder(RULES).keyOf(request, null).text()))
                .isEqualTo(
                        new Parts(request.method(), target.scheme(), target.authority(), target.path(), query, fields));
    }

    /** The last part is the content, those before it are Content-Type lines. */
    @Property(tries = 3000)
    void requestsOfDifferentContent_haveDifferentKeys(
            @ForAll("contents") List<String> one, @ForAll("contents") List<String> other) {
        assertThat(keyOf(one).equals(keyOf(other))).isEqualTo(one.equals(other));
    }

    private static CacheKey keyOf(List<String> parts) {
        FieldLines.Builder fields = FieldLines.builder();
        for (int i = 0; i < parts.size() - 1; i++) {
            fields.add("Content-Type", parts.get(i));
        }
        RequestHead request = new RequestHead(
                "QUERY", new TargetUri("http", "shop.example", "/", null), fields.build(), "1.1", Fence.START);
        return new KeyBuilder(RULES).keyOf(request, parts.get(parts.size() - 1).getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<String>> contents() {
        return text("ab =:m").list().ofMinSize(1).ofMaxSize(3);
    }

    private static Parts read(String key) {
        List<String> words = List.of(key.split(" ", -1));
        String uri = words.get(1);
        int host = uri.indexOf("://") + 3;
        int path = uri.indexOf('/', host);
        int query = uri.indexOf('?');
        return new Parts(
                clear(words.get(0)),
                uri.substring(0, host - 3),
                clear(uri.substring(host, path)),
                clear(uri.substring(path, query < 0 ? uri.length() : query)),
                query < 0 ? List.of() : List.of(clear(uri.substring(query + 1))),
                words.subList(2, words.size() - 1).stream()
                        .map(KeyInjectivityTest::clear)
                        .toList());
    }

    private static String clear(String escaped) {
        return ESCAPE.matcher(escaped).replaceAll(match -> {
            if (match.group(1) != null) {
                return "\\\\";
            }
            String hex = match.group(2) != null ? match.group(2) : match.group(3);
            return java.util.regex.Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex, 16)));
        });
    }

    @Provide
    Arbitrary<RequestHead> requests() {
        Arbitrary<TargetUri> targets = Combinators.combine(
                        Arbitraries.of("http", "https"),
                        text("ha.1/?# \\\u00e9\u20ac\ud800"),
                        text("/a%20?# \\\u0000\u00ff\ud800"),
                        text("a=;?# %20\\\u20ac").injectNull(0.3))
                .as((scheme, host, path, query) -> new TargetUri(scheme, host, "/" + path, query));
        Arbitrary<FieldLines> headers = text("a=b,; h:c:r\\20u\t\u00e9")
                .list()
                .ofMaxSize(3)
                .map(values -> {
                    FieldLines.Builder lines = FieldLines.builder();
                    values.forEach(value -> lines.add(value.length() % 2 == 0 ? "A" : "B", value));
                    return lines.build();
                });
        return Combinators.combine(Arbitraries.of("GET", "QUERY", "A B", "\\20"), targets, headers)
                .as((method, target, lines) -> new RequestHead(method, target, lines, "1.1", Fence.START));
    }

    private static Arbitrary<String> text(String alphabet) {
        return Arbitraries.strings().withChars(alphabet.toCharArray()).ofMaxLength(8);
    }
}
