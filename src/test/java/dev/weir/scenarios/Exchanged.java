package dev.weir.scenarios;

import dev.weir.testing.Received;
import java.util.List;

/**
 * One request's outcome, with what the origin said last for comparison.
 *
 * @param seen what reached the origin because of it
 */
record Exchanged(Received reply, List<Play.Seen> seen, int originStatus, String originBody) {}
