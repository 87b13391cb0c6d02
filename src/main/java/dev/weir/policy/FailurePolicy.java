package dev.weir.policy;

/** What a request gets when the origin failed (RFC 9111 §4.2.4, RFC 5861 §4). */
@SuppressWarnings("DoNotCallSuggester")
public final class FailurePolicy {
    private FailurePolicy() {}

    public static FailureDecision decide(FailureQuestion q) {
        throw new UnsupportedOperationException();
    }
}
