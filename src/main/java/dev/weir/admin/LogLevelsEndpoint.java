package dev.weir.admin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code PUT /v1/log-levels}: how much is logged, by logger. */
final class LogLevelsEndpoint {
    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");
    private static final String EXPECTED =
            "one of " + String.join(", ", LEVELS) + ", or null for that of the logger above";
    private static final Pattern LOGGER = Pattern.compile("(?=.{1,200}$)[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*){0,20}");

    private final Operations operations;

    LogLevelsEndpoint(Operations operations) {
        this.operations = operations;
    }

    void show(RoutingContext context) {
        JsonObject levels = new JsonObject();
        operations.logLevels().forEach(levels::put);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject().put("levels", levels).encodePrettily() + "\n");
    }

    void change(RoutingContext context) {
        if (!JsonContent.isSaid(context)) {
            return;
        }
        BodyReader body = BodyReader.of(context.body().buffer());
        Map<String, @Nullable String> wanted = read(body);
        if (body.mistakes().isEmpty()) {
            operations.changeLogLevels(wanted);
            show(context);
        } else {
            Problem.of(body.mistakes()).sendTo(context.response());
        }
    }

    private static Map<String, @Nullable String> read(BodyReader body) {
        Map<String, @Nullable String> wanted = new HashMap<>();
        body.members("levels", (name, level) -> {
            if (!LOGGER.matcher(name).matches()) {
                return "a logger's name, which is that of a class or package, or root";
            }
            if (level == null || (level instanceof String word && LEVELS.contains(word))) {
                wanted.put(name, (String) level);
                return null;
            }
            return EXPECTED;
        });
        body.refuseUnknown();
        return wanted;
    }
}
