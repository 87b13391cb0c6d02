package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;

/** The request that fills the cache, made of a client's. */
@SuppressWarnings("DoNotCallSuggester")
public final class FillRequest {
    private FillRequest() {}

    public static RequestHead of(RequestHead client) {
        throw new UnsupportedOperationException();
    }

    public static RequestHead conditional(RequestHead fill, StoredResponse stored) {
        throw new UnsupportedOperationException();
    }

    public static boolean hasValidator(StoredResponse stored) {
        throw new UnsupportedOperationException();
    }
}
