package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import java.time.Instant;

/**
 * A response from the origin, the request it answers, and when the two were sent and received.
 *
 * @param request the client's own request, not the one made of it for the origin: its credentials and cookies decide
 * @param requestTime {@code request_time} of RFC 9111 §4.2.3
 * @param responseTime {@code response_time} of RFC 9111 §4.2.3
 */
public record StoreQuestion(
        RequestHead request, ResponseHead response, Instant requestTime, Instant responseTime, CachingRules rules) {
    /** The same about what the gateway made of the response. */
    public StoreQuestion about(ResponseHead changed) {
        return new StoreQuestion(request, changed, requestTime, responseTime, rules);
    }
}
