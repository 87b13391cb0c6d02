package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;

/**
 * A client's request as far as its route listens to it.
 *
 * <p>Where {@code client-cache-control} is {@code ignore}, its Cache-Control and Pragma are as if they were not there, for
 * every decision and for the fill that it may lead: a reload then reaches no cache behind this one either.
 */
public final class HeardRequest {
    private HeardRequest() {}

    /** The same request where there is nothing to ignore. */
    public static RequestHead of(RequestHead client, CachingRules rules) {
        boolean deaf = rules.requests().ignoreDirectives()
                && (client.headers().get(FieldNames.CACHE_CONTROL) != null
                        || client.headers().get(FieldNames.PRAGMA) != null);
        return deaf
                ? client.with(
                        client.method(), FieldLines.copyOf(client.headers()).without(HeardRequest::asks))
                : client;
    }

    private static boolean asks(String name) {
        return name.equalsIgnoreCase(FieldNames.CACHE_CONTROL) || name.equalsIgnoreCase(FieldNames.PRAGMA);
    }
}
