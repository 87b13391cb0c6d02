package dev.weir.fill;

import dev.weir.message.Body;
import dev.weir.message.StoredResponse;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.Boarding;
import dev.weir.policy.StoreDecision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a fill has for one of the requests that wait for it. */
public sealed interface Filled {
    /**
     * A response that may be stored and shared. A follower must still ask whether it is <em>its</em> response.
     *
     * @param candidate the response without its content, which {@code body} brings; for the request that led, with the
     *     fields that are for it alone
     * @param boarding how the request came to the fill
     * @param kept it is being stored; a body longer than allowed is shared and not kept
     * @param verbatim the body is as the origin sends it, so that the origin can be asked for a part
     */
    record Shared(StoredResponse candidate, Body body, Boarding boarding, boolean kept, boolean verbatim)
            implements Filled {
        Shared with(Body arriving) {
            return new Shared(candidate, arriving, boarding, kept, verbatim);
        }

        public boolean led() {
            return boarding == Boarding.LED;
        }
    }

    /** The origin said that what is stored still holds (RFC 9111 §4.3.4). */
    record Freshened(StoredResponse stored, Boarding boarding) implements Filled {
        public boolean led() {
            return boarding == Boarding.LED;
        }
    }

    /** The response is for the request that led, and for it alone. */
    record Own(OriginResponse response, StoreDecision.Rule rule) implements Filled {}

    /** The response was for another request alone: forward by yourself, at once. */
    record Released() implements Filled {}

    /**
     * The origin failed.
     *
     * @param status the gateway's status, or the origin's 5xx
     */
    record Failed(int status, String detail) implements Filled {}

    /** The origin failed with a response, which only the request that led may see. */
    record FailedWith(OriginResponse response) implements Filled {}

    /** Another gateway has filled the key meanwhile: look again. */
    record Elsewhere() implements Filled {}

    /**
     * The response does not answer every query that its flight stands for: each request looks under its own query.
     *
     * @param response for the request that led, else null
     * @param requestTime when the request was sent that it answers
     */
    record Apart(@Nullable OriginResponse response, Instant requestTime) implements Filled {}

    /** The flight was over before this request could board: look again. */
    record Again() implements Filled {}

    /** Lets go of a body that nobody will read. */
    default void discard() {
        switch (this) {
            case Shared shared -> shared.body().discard();
            case Own own -> own.response().body().discard();
            case FailedWith failed -> failed.response().body().discard();
            case Apart apart -> {
                if (apart.response() != null) {
                    apart.response().body().discard();
                }
            }
            case Freshened f -> {}
            case Released r -> {}
            case Failed f -> {}
            case Elsewhere e -> {}
            case Again a -> {}
        }
    }
}
