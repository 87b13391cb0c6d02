package dev.weir.policy;

import dev.weir.message.RequestHead;

/** A client's request as it is passed to the origin. */
@SuppressWarnings("DoNotCallSuggester")
public final class PassRequest {
    private PassRequest() {}

    public static RequestHead of(RequestHead client) {
        throw new UnsupportedOperationException();
    }
}
