package dev.weir.policy;

/** Whether a shared cache stores a response (RFC 9111 §3). */
@SuppressWarnings("DoNotCallSuggester")
public final class StorePolicy {
    private StorePolicy() {}

    public static StoreDecision decide(StoreQuestion q) {
        throw new UnsupportedOperationException();
    }
}
