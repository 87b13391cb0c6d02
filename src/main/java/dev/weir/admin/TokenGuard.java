package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever presents the bearer token (RFC 6750 §2.1).
 *
 * <p>Compares digests, in constant time: neither the place of the first wrong character nor the token's length shows in
 * the time an answer takes.
 */
final class TokenGuard implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    TokenGuard(String token) {
        expected = digest(token);
    }

    @Override
    public void handle(RoutingContext context) {
        String presented = presented(context.request().headers().getAll(HttpHeaders.AUTHORIZATION));
        if (presented != null && MessageDigest.isEqual(expected, digest(presented))) {
            context.next();
            return;
        }
        String challenge = "Bearer realm=\"weir admin\"" + (presented == null ? "" : ", error=\"invalid_token\"");
        context.response().putHeader("WWW-Authenticate", challenge);
        String detail = presented == null ? "bearer token: missing" : "bearer token: not the configured one";
        new Problem(401, detail).sendTo(context.response());
    }

    private static @Nullable String presented(List<String> authorization) {
        if (authorization.size() != 1) {
            return null;
        }
        String credentials = authorization.get(0);
        boolean isBearer = credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? credentials.substring(SCHEME.length()).strip() : null;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
