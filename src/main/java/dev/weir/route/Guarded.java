package dev.weir.route;

import dev.weir.message.Onward;
import dev.weir.message.Replay;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import java.time.Duration;

/** The way to the origin of a route with a guard. */
record Guarded(Onward way, Replay replay) implements Onward {
    @Override
    public Duration quiet() {
        return way.quiet();
    }

    @Override
    public boolean keepsHost() {
        return way.keepsHost();
    }

    @Override
    public RequestHead asked(RequestHead request) {
        return way.asked(request);
    }

    @Override
    public ResponseHead answered(RequestHead request, String asked, ResponseHead response) {
        return way.answered(request, asked, response);
    }
}
