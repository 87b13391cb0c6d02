package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.origin.ContentStream;
import dev.weir.route.Route;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;

/**
 * A request's content, which is cut short where it is longer than its route takes: to the origin it never looks whole, and
 * the client gets 413 (RFC 9110 §15.5.14).
 *
 * <p>On the client's context.
 */
final class BoundedContent extends ContentStream {
    private final Body.Arriving arriving;
    private final long most;
    private long arrived;

    private BoundedContent(Body.Arriving arriving, long most) {
        this.arriving = arriving;
        this.most = most;
        arriving.stream().handler(this::arrived);
        arriving.stream().endHandler(end -> ended());
        arriving.stream().exceptionHandler(this::tellFailure);
    }

    /** Answers a request whose content the route takes, as long as it does. */
    static Future<Reply> of(ClientRequest client, Route route, Function<ClientRequest, Future<Reply>> answer) {
        long most = route.maxRequestBody();
        if (most == Long.MAX_VALUE || !(client.body() instanceof Body.Arriving arriving)) {
            return answer.apply(client);
        }
        if (arriving.length() > most) {
            return Future.succeededFuture(tooLong(route));
        }
        if (arriving.length() != Body.UNKNOWN) {
            return answer.apply(client);
        }
        BoundedContent bounded = new BoundedContent(arriving, most);
        Body body = new Body.Arriving(bounded, Body.UNKNOWN, arriving.cancel());
        return answer.apply(client.with(body)).map(reply -> {
            if (!bounded.isTooLong()) {
                return reply;
            }
            reply.body().discard();
            return tooLong(route);
        });
    }

    private static Reply tooLong(Route route) {
        Explanation why = new Explanation(route.name(), Outcome.REFUSED, null);
        return Problem.reply(413, "The request has more content than is taken here.", why);
    }

    private boolean isTooLong() {
        return arrived > most;
    }

    private void arrived(Buffer bytes) {
        boolean before = isTooLong();
        arrived += bytes.length();
        if (!isTooLong()) {
            tellPiece(bytes);
        } else if (!before) {
            tellFailure(new VertxException("more content than the route takes", true));
        }
    }

    private void ended() {
        if (!isTooLong()) {
            tellEnd();
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        arriving.stream().pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        arriving.stream().resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        arriving.stream().fetch(amount);
        return this;
    }
}
