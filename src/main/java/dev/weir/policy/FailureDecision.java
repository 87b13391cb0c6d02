package dev.weir.policy;

import dev.weir.message.StoredResponse;

/** What a request gets when the origin failed (RFC 9111 §4.2.4, RFC 5861 §4). */
public sealed interface FailureDecision {
    record ServeStale(StoredResponse stored) implements FailureDecision {}

    /** The gateway's own error. */
    record Fail(int status) implements FailureDecision {}
}
