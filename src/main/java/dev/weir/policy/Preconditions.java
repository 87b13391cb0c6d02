package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;

/** Evaluates the client's own preconditions (RFC 9110 §13.2.2). */
@SuppressWarnings("DoNotCallSuggester")
public final class Preconditions {
    private Preconditions() {}

    public static PreconditionDecision decide(RequestHead request, ResponseHead response) {
        throw new UnsupportedOperationException();
    }
}
