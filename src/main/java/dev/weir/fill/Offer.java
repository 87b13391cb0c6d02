package dev.weir.fill;

import dev.weir.policy.Boarding;
import io.vertx.core.Context;

/** What a fill has for each who boards its flight; made for a reader on its own context, by any thread. */
interface Offer {
    Filled to(Context context, Boarding boarding);
}
