package dev.weir.origin;

import dev.weir.origin.ResilienceSettings.Checks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.TimeUnit;

/**
 * Asks one server again and again how it does, each time on a new connection, which is part of the question.
 *
 * <p>On the origin's own context.
 */
final class Checkup {
    private final Vertx vertx;
    private final Context context;
    private final Checks rules;
    private final Server server;
    private final Servers servers;
    private boolean stopped;

    Checkup(Vertx vertx, Context context, Checks rules, Server server, Servers servers) {
        this.vertx = vertx;
        this.context = context;
        this.rules = rules;
        this.server = server;
        this.servers = servers;
    }

    void start() {
        context.runOnContext(now -> look());
    }

    void stop() {
        context.runOnContext(now -> stopped = true);
    }

    private void look() {
        if (stopped) {
            return;
        }
        server.connections()
                .probe(rules.path())
                .timeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .compose(this::judge)
                .onSuccess(good -> tell(true, "passes its checks"))
                .onFailure(cause -> tell(false, "fails its checks: " + cause.getMessage()))
                .onComplete(done -> vertx.setTimer(Math.max(1, rules.interval().toMillis()), due -> look()));
    }

    private void tell(boolean good, String why) {
        if (!stopped) {
            servers.checked(server, good, why);
        }
    }

    private Future<Void> judge(HttpClientResponse response) {
        response.exceptionHandler(reset -> {});
        response.request().connection().close();
        return rules.statuses().contains(response.statusCode())
                ? Future.succeededFuture()
                : Future.failedFuture(new VertxException("status " + response.statusCode(), true));
    }
}
