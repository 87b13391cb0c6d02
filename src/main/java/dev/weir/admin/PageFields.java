package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * The fields of every answer of the admin plane that tell browsers what not to do with it, refusals included: a page of it
 * loads scripts, styles and data from this server alone and none from within itself, stands in no frame, is read as
 * nothing but what it is, and is kept nowhere.
 *
 * <p>An endpoint that knows better sets its field anew.
 */
final class PageFields implements Handler<RoutingContext> {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void handle(RoutingContext context) {
        MultiMap fields = context.response().headers();
        fields.set("content-security-policy", POLICY)
                .set("x-content-type-options", "nosniff")
                .set("x-frame-options", "DENY")
                .set("referrer-policy", "no-referrer")
                .set("cross-origin-resource-policy", "same-origin")
                .set("cross-origin-opener-policy", "same-origin")
                .set(HttpHeaders.CACHE_CONTROL, "no-store");
        context.next();
    }
}
