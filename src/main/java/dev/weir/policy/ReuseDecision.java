package dev.weir.policy;

import dev.weir.message.StoredResponse;

/** What to do with a request, given what is stored (RFC 9111 §4). */
public sealed interface ReuseDecision {
    record Serve(StoredResponse stored) implements ReuseDecision {}

    /** Stale, and allowed to be served now while a background fill refreshes it (RFC 5861 §3). */
    record ServeStale(StoredResponse stored) implements ReuseDecision {}

    /** Ask the origin whether it still holds (RFC 9111 §4.3). */
    record Validate(StoredResponse stored, ForwardReason why) implements ReuseDecision {}

    /** Ask the origin for the whole. */
    record Forward(ForwardReason why) implements ReuseDecision {}

    /** The client asked for a stored response or none ({@code only-if-cached}, RFC 9111 §5.2.1.7). */
    record Refuse(int status) implements ReuseDecision {}
}
