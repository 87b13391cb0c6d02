package dev.weir.message;

import java.util.List;

/**
 * A request as whoever shares its key may have sent it: without what its key does not hold. So a guard finds out whether the
 * answer depends on that. Pure, and called from any thread.
 */
public interface Replay {
    /** Name of the route, for meters and the log. */
    String route();

    /** @param selecting names of the fields that the response says it varies by, lower case */
    RequestHead bare(RequestHead request, List<String> selecting);
}
