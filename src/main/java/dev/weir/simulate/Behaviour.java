package dev.weir.simulate;

import dev.weir.simulate.SimulationSettings.Fields;
import dev.weir.simulate.Versions.Version;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the origin answers: decided from a request and the versions of its paths, before anything is written. */
final class Behaviour {
    private static final int CHANGED_PATHS = 10_000;

    /** @param failing the draw of the failure rate, which an asked status outdoes */
    record Asked(String method, String path, MultiMap fields, Overrides overrides, boolean failing) {
        int status(int usual) {
            Integer status = overrides.status();
            return status != null ? status : failing ? 503 : usual;
        }

        JsonObject echo() {
            String name = overrides.fields().echo();
            return name == null ? new JsonObject() : new JsonObject().put(name, fields.get(name));
        }
    }

    private final SimulationSettings settings;
    private final @Nullable String groups;
    private final Versions versions;

    Behaviour(SimulationSettings settings, Instant start) {
        String names = settings.fields().groups();
        this.settings = settings;
        this.groups = names == null ? null : GroupList.format(names);
        this.versions = new Versions(start, CHANGED_PATHS);
    }

    Answer answer(Asked asked, Instant now) {
        return switch (asked.method()) {
            case "GET", "HEAD" -> read(asked);
            case "PUT", "POST", "PATCH" -> change(asked, 200, now);
            case "DELETE" -> change(asked, 204, now);
            default -> Answer.empty(405).with("Allow", "GET, HEAD, PUT, POST, PATCH, DELETE");
        };
    }

    private Answer read(Asked asked) {
        Integer asks = asked.overrides().bodyBytes();
        Document document = new Document(
                asked.path(), versions.of(asked.path()), asked.echo(), asks == null ? settings.bodyBytes() : asks);
        int status = asked.status(200);
        boolean validated = settings.fields().validators() && status == 200;
        if (validated && current(asked, document)) {
            return cacheable(asked, Answer.empty(304)).with("ETag", document.entityTag());
        }
        Answer answer = cacheable(asked, of(status, document));
        return validated
                ? answer.with("ETag", document.entityTag())
                        .with(
                                "Last-Modified",
                                HttpDate.format(document.version().since()))
                : answer;
    }

    private static boolean current(Asked asked, Document document) {
        return Preconditions.notModified(
                asked.fields(), document.entityTag(), document.version().since());
    }

    private Answer cacheable(Asked asked, Answer answer) {
        Fields configured = settings.fields();
        Overrides.Fields asks = asked.overrides().fields();
        boolean good = answer.status() < 400;
        String usual = good ? configured.cacheControl() : null;
        return answer.with("Cache-Control", asks.cacheControl() != null ? asks.cacheControl() : usual)
                .with("Cache-Groups", good ? groups : null)
                .with("Vary", asks.vary())
                .with("Set-Cookie", asks.setCookie());
    }

    private Answer change(Asked asked, int usual, Instant now) {
        int status = asked.status(usual);
        boolean done = status < 400;
        Version version = done ? versions.change(asked.path(), now) : versions.of(asked.path());
        return of(status, new Document(asked.path(), version, asked.echo(), 0))
                .with("Cache-Group-Invalidation", done ? groups : null);
    }

    /** 204 and 304 never have content (RFC 9110 §15.3.5, §15.4.5), nor has 205 (§15.3.6). */
    private static Answer of(int status, Document document) {
        boolean bare = status == 204 || status == 205 || status == 304;
        return bare ? Answer.empty(status) : Answer.of(status, document);
    }
}
