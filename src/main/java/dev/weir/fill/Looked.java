package dev.weir.fill;

import dev.weir.store.Lookup;

/** What a look-up found, and the flight it was made on, which a fill of the same key may board. */
public final class Looked {
    private final Lookup found;
    private final Flight flight;

    Looked(Lookup found, Flight flight) {
        this.found = found;
        this.flight = flight;
    }

    public Lookup found() {
        return found;
    }

    /** Whether another request has begun to fill what was looked up. */
    public boolean isBeingFilled() {
        return !flight.awaitsFill();
    }

    Flight flight() {
        return flight;
    }
}
