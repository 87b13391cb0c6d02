package dev.weir.origin;

import java.time.Duration;

/** Told of every request to an origin. Called on the requesting event loop; must not fail. */
public interface OriginObserver {
    OriginObserver NONE = new OriginObserver() {
        @Override
        public void answered(String origin, int status, Duration untilHead) {}

        @Override
        public void failed(String origin, OriginFailure.Kind kind, Duration after) {}

        @Override
        public void again(String origin, boolean granted) {}
    };

    void answered(String origin, int status, Duration untilHead);

    void failed(String origin, OriginFailure.Kind kind, Duration after);

    /** A request was sent to another server, or, if not granted, would have been had the budget allowed it. */
    void again(String origin, boolean granted);
}
