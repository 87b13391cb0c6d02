package dev.weir.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request's messages change between the gateway and its origin, as the operator has it. Keys, purges and everything
 * stored follow the client's view of a request; what the origin is asked is made of it last, and what it answers is turned
 * back first.
 *
 * <p>Pure, and called from any thread.
 */
public interface Onward {
    Duration USUALLY_QUIET = Duration.ofMinutes(5);

    Onward UNCHANGED = new Onward() {
        @Override
        public Duration quiet() {
            return USUALLY_QUIET;
        }

        @Override
        public boolean keepsHost() {
            return true;
        }

        @Override
        public RequestHead asked(RequestHead request) {
            return request;
        }

        @Override
        public ResponseHead answered(RequestHead request, String asked, ResponseHead response) {
            return response;
        }
    };

    /** How long content that is sent as things happen, or a tunnel, may be silent before it is cut off. */
    Duration quiet();

    /** How a guard asks for the same again; null on a route without one. */
    default @Nullable Replay replay() {
        return null;
    }

    /** Whether the origin gets the client's Host instead of its own. */
    boolean keepsHost();

    /** The request as the origin gets it. */
    RequestHead asked(RequestHead request);

    /**
     * The response as the gateway takes it.
     *
     * @param request in the client's view
     * @param asked the authority that the origin was asked by
     */
    ResponseHead answered(RequestHead request, String asked, ResponseHead response);
}
