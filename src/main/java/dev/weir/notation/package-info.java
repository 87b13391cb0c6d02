/**
 * How values are written wherever a person writes them: in a configuration, on the command line, in a request to the admin
 * plane; and which word a wrong one probably meant.
 *
 * <p>A pure leaf. Start reading at {@code Nearest}.
 */
@NullMarked
package dev.weir.notation;

import org.jspecify.annotations.NullMarked;
