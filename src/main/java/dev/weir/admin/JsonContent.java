package dev.weir.admin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * Requests that change something must say that their content is JSON: a page of another site cannot make a browser say
 * that without asking first, so none can reach through the browser of an operator on this machine.
 */
final class JsonContent {
    private JsonContent() {}

    /** Whether a request says so; the others are answered here. */
    static boolean isSaid(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && mediaType(type).equals("application/json")) {
            return true;
        }
        new Problem(415, "Content-Type: " + (type == null ? "missing" : "another") + " (expected: application/json)")
                .sendTo(context.response());
        return false;
    }

    private static String mediaType(String type) {
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
