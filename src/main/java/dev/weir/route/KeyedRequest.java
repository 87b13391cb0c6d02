package dev.weir.route;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.Replay;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is left of a request when everything is taken out that its key does not hold; its key stays the same.
 *
 * <p>Beside that stay Accept-Encoding, since another coding is another content but no other answer, and
 * {@code X-Forwarded-Proto}, which this gateway itself vouches for and without which many origins only redirect.
 */
final class KeyedRequest implements Replay {
    private static final Set<String> ALWAYS = Set.of("host", "accept-encoding", "x-forwarded-proto");

    private final String route;
    private final KeyRules rules;
    private final QueryKey query;
    private final CookieKey cookies;

    KeyedRequest(String route, KeyRules rules) {
        this.route = route;
        this.rules = rules;
        this.query = new QueryKey(rules.query());
        this.cookies = new CookieKey(rules.cookies());
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public RequestHead bare(RequestHead request, List<String> selecting) {
        TargetUri target = request.target();
        String counted = query.of(target.query());
        return request.to(new TargetUri(target.scheme(), target.authority(), target.path(), counted))
                .with(request.method(), fields(request.headers(), selecting));
    }

    private FieldLines fields(Headers received, List<String> selecting) {
        FieldLines.Builder kept = FieldLines.builder();
        received.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (ALWAYS.contains(lower) || rules.headers().contains(lower) || selecting.contains(lower)) {
                kept.add(name, value);
            }
        });
        if (!rules.cookies().isEmpty() && !selecting.contains("cookie")) {
            cookies.kept(received.all("cookie")).forEach(line -> kept.add("cookie", line));
        }
        return kept.build();
    }
}
