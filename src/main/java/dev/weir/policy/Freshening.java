package dev.weir.policy;

import dev.weir.message.Fence;
import dev.weir.message.StoredResponse;
import org.jspecify.annotations.Nullable;

/** Updates a stored response by a 304 (RFC 9111 §4.3.4). */
@SuppressWarnings("DoNotCallSuggester")
public final class Freshening {
    private Freshening() {}

    public static @Nullable StoredResponse freshen(
            StoredResponse stored, StoreQuestion notModified, long fillId, Fence fence) {
        throw new UnsupportedOperationException();
    }
}
