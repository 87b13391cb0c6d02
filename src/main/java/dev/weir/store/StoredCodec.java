package dev.weir.store;

import dev.weir.message.StoreKey;
import io.vertx.core.buffer.Buffer;

/** The packed form of a stored value. */
public final class StoredCodec {
    private StoredCodec() {}

    public static byte[] encode(StoreKey key, Lookup.Present value) {
        throw new UnsupportedOperationException();
    }

    public static Decoded decode(Buffer packed, StoreKey expected) {
        throw new UnsupportedOperationException();
    }
}
