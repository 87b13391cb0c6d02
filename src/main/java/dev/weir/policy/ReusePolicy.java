package dev.weir.policy;

/** Whether a stored response answers a request (RFC 9111 §4). */
@SuppressWarnings("DoNotCallSuggester")
public final class ReusePolicy {
    private ReusePolicy() {}

    public static ReuseDecision decide(ReuseQuestion q) {
        throw new UnsupportedOperationException();
    }
}
