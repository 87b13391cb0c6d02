/**
 * What clients see, decision by decision: scenarios played over a socket against one gateway, a scripted origin and a real
 * Redis.
 *
 * <p>Start reading at {@code ScenarioRunTest}; the catalogues are the classes named after what they are about.
 */
package dev.weir.scenarios;
