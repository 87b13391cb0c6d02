/**
 * Runs of a gateway under steady load while Redis is troubled in one way after another; started by {@code load-tests/faults},
 * since they take minutes. Start reading at {@code FaultRuns}.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.faults;
