package dev.weir.exchange;

import dev.weir.message.EarlyHints;
import dev.weir.policy.HopByHop;

/** What of an interim response goes on to a client: all but the fields of the connection it came on. */
public final class Interim {
    private Interim() {}

    public static EarlyHints stripped(EarlyHints client) {
        return fields -> client.hinted(HopByHop.strip(fields));
    }
}
