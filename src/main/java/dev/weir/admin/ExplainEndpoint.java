package dev.weir.admin;

import dev.weir.admin.BodyReader.Mistake;
import dev.weir.message.AbsoluteUri;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/explain?url=…&header=Name:value&method=GET}. */
final class ExplainEndpoint implements Handler<RoutingContext> {
    private static final String URL = "an absolute URL such as http://shop.example/products/1, as clients ask for it";
    private static final int MOST_FIELDS = 100;

    private final Operations operations;

    ExplainEndpoint(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void handle(RoutingContext context) {
        List<Mistake> mistakes = new ArrayList<>();
        TargetUri target = target(context.queryParam("url"), mistakes);
        FieldLines fields = fields(target, context.queryParam("header"), mistakes);
        String method = method(context.queryParam("method"), mistakes);
        if (target == null || !mistakes.isEmpty()) {
            Problem.of(mistakes).sendTo(context.response());
            return;
        }
        operations
                .explain(new RequestHead(method, target, fields, "1.1", Fence.START))
                .onSuccess(explained -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(ExplainJson.of(explained).encodePrettily() + "\n"))
                .onFailure(context::fail);
    }

    private static @Nullable TargetUri target(List<String> given, List<Mistake> mistakes) {
        TargetUri target = given.size() == 1 ? AbsoluteUri.read(given.get(0)) : null;
        if (target == null) {
            mistakes.add(mistake("url", given.isEmpty() ? "missing" : BodyReader.shown(String.join(", ", given)), URL));
        }
        return target;
    }

    private static String method(List<String> given, List<Mistake> mistakes) {
        String method = given.isEmpty() ? "GET" : given.get(given.size() - 1);
        if (!method.matches(GivenField.TOKEN)) {
            mistakes.add(mistake("method", BodyReader.shown(method), "a method such as GET"));
        }
        return method;
    }

    private static FieldLines fields(@Nullable TargetUri target, List<String> given, List<Mistake> mistakes) {
        FieldLines.Builder fields = FieldLines.builder().add("host", target == null ? "" : target.authority());
        if (given.size() > MOST_FIELDS) {
            mistakes.add(mistake("header", given.size() + " fields", "at most " + MOST_FIELDS));
            return fields.build();
        }
        for (String line : given) {
            if (!GivenField.add(fields, line)) {
                mistakes.add(mistake("header", BodyReader.shown(line), GivenField.EXPECTED));
            }
        }
        return fields.build();
    }

    private static Mistake mistake(String parameter, String found, String expected) {
        return new Mistake("#" + parameter, found + " (expected: " + expected + ')');
    }
}
