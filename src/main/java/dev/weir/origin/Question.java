package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.RequestHead;
import dev.weir.message.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What an origin is asked.
 *
 * @param client the request as its client sees it
 * @param asked the same as the origin gets it
 * @param upgrade protocol that it is asked to go on in; null for HTTP
 */
record Question(
        RequestHead client,
        RequestHead asked,
        Body body,
        @Nullable String upgrade) {
    /** Who follows it. */
    Trace step() {
        return client.trace();
    }

    /** It changes nothing, however often it arrives, and its content is still there (RFC 9110 §9.2.1). */
    boolean isRepeatable() {
        return asked.isSafe() && !(body instanceof Body.Arriving);
    }
}
