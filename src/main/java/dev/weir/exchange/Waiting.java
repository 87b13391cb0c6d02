package dev.weir.exchange;

import dev.weir.fill.FillPlan;
import dev.weir.fill.Looked;
import dev.weir.policy.ForwardReason;

/**
 * A request that waits for a fill, its own or another's.
 *
 * @param looked what the look-up found, and the flight it boarded
 * @param plan the fill that it wants
 * @param why the reason to go towards the origin
 */
record Waiting(Inquiry inquiry, Looked looked, FillPlan plan, ForwardReason why) {}
