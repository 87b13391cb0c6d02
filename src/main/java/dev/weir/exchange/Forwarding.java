package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.ResponseHead;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.CacheStatus;
import dev.weir.policy.ClientHead;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.PassRequest;
import dev.weir.policy.TrailerFields;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Requests that go to the origin by themselves: nothing of the answer is stored or shared. */
final class Forwarding {
    private Forwarding() {}

    /** On a route or in a way that does not ask what is stored. */
    static Future<Reply> pass(ClientRequest client, String route, Origin origin, ForwardReason why) {
        return origin.send(PassRequest.of(client.head()), client.body(), client.whenGone())
                .map(response -> reply(response, route, Outcome.PASSED, why))
                .recover(cause -> failed(cause, route, why));
    }

    /** The origin's response, for the one request that it answers. */
    static Reply reply(OriginResponse response, String route, Outcome outcome, ForwardReason why) {
        return reply(response, route, outcome, why, null);
    }

    static Reply reply(
            OriginResponse response, String route, Outcome outcome, ForwardReason why, @Nullable String detail) {
        ResponseHead head = ClientHead.passed(response.head());
        int status = head.status();
        CacheStatus cacheStatus = new CacheStatus(false, why, status, false, false, null, detail);
        return new Reply(head, passed(response.body()), null, new Explanation(route, outcome, cacheStatus));
    }

    private static Body passed(Body body) {
        return body instanceof Body.Arriving arriving
                ? new Body.Arriving(
                        arriving.stream(),
                        arriving.length(),
                        arriving.cancel(),
                        () -> TrailerFields.passed(arriving.trailers().get()))
                : body;
    }

    static Future<Reply> failed(Throwable cause, String route, ForwardReason why) {
        OriginFailure failure = (OriginFailure) cause;
        return Future.succeededFuture(
                failure(failure.kind().status(), failure.kind().detail(), route, why));
    }

    static Reply failure(int status, String detail, String route, ForwardReason why) {
        CacheStatus cacheStatus = new CacheStatus(false, why, 0, false, false, null, null);
        return Problem.reply(status, detail, new Explanation(route, Outcome.FAILED, cacheStatus));
    }
}
