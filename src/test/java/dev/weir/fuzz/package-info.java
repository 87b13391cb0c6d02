/**
 * Fuzz targets. {@code mvn verify} runs them on the inputs kept in {@code src/test/resources}, which hold what was found
 * so far; {@code load-tests/fuzz} goes looking for more, guided by coverage.
 */
package dev.weir.fuzz;
