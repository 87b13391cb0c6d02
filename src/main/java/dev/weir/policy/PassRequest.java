package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;

/**
 * A client's request as it is passed to the origin: as received, but for the fields of its connection (RFC 9110 §7.6.1).
 * Of TE what a gateway can keep is kept: fields that follow the content are passed on.
 */
public final class PassRequest {
    private PassRequest() {}

    public static RequestHead of(RequestHead client) {
        FieldLines passed = HopByHop.strip(client.headers());
        return client.with(
                client.method(),
                TrailerFields.areTaken(client.headers())
                        ? FieldLines.builder()
                                .addAll(passed)
                                .add(FieldNames.TE, "trailers")
                                .build()
                        : passed);
    }
}
