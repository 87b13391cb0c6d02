package dev.weir.policy;

import dev.weir.message.RequestHead;

/** Whether a request may be answered from what is stored. */
@SuppressWarnings("DoNotCallSuggester")
public final class LookupPolicy {
    private LookupPolicy() {}

    public static LookupDecision decide(RequestHead request, CachingRules rules) {
        throw new UnsupportedOperationException();
    }
}
