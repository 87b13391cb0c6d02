package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Refuses what a page of another site has the operator's browser send (403): on loopback no token stands in its way.
 *
 * <p>Browsers say so themselves, by Origin (RFC 6454 §7) and by Sec-Fetch-Site (Fetch Metadata); what is no browser sends
 * neither. A link that the operator follows from elsewhere is let through: the page it comes from sees nothing of the
 * answer.
 */
final class SiteGuard implements Handler<RoutingContext> {
    private static final Problem FOREIGN = new Problem(
            403, "the request comes from a page of another site (expected: from this one, or from no page)");

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (isOurOrigin(request) && (isOurSite(request.headers()) || isFollowedLink(request))) {
            context.next();
        } else {
            FOREIGN.sendTo(context.response());
        }
    }

    private static boolean isOurOrigin(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        return origins.isEmpty()
                || (origins.size() == 1
                        && (origins.get(0).equalsIgnoreCase("http://" + host)
                                || origins.get(0).equalsIgnoreCase("https://" + host)));
    }

    private static boolean isOurSite(MultiMap fields) {
        return fields.getAll("sec-fetch-site").stream()
                .allMatch(site -> site.equals("same-origin") || site.equals("none"));
    }

    private static boolean isFollowedLink(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && "navigate".equals(request.getHeader("sec-fetch-mode"))
                && "document".equals(request.getHeader("sec-fetch-dest"));
    }
}
