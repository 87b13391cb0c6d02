package dev.weir.policy;

import dev.weir.message.RequestHead;

/**
 * A client's request as it is passed to the origin: as received, but for the fields of its connection (RFC 9110 §7.6.1).
 */
public final class PassRequest {
    private PassRequest() {}

    public static RequestHead of(RequestHead client) {
        return client.with(client.method(), HopByHop.strip(client.headers()));
    }
}
