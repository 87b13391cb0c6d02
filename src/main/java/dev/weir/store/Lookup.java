package dev.weir.store;

import dev.weir.message.SearchIndex;
import dev.weir.message.StoredResponse;
import dev.weir.message.VaryIndex;

/** What a look-up found. */
public sealed interface Lookup {
    Lookup NOT_STORED = new Missing(Why.NOT_STORED);
    Lookup UNREACHABLE = new Missing(Why.UNREACHABLE);
    Lookup UNREADABLE = new Missing(Why.UNREADABLE);

    /** Something is stored. */
    sealed interface Present extends Lookup {}

    record Found(StoredResponse response, Tier tier) implements Present {
        public Found(StoredResponse response) {
            this(response, Tier.REDIS);
        }
    }

    /** The resource's responses vary: look again, for the variant that the request selects. */
    record Varies(VaryIndex index) implements Present {}

    /** Nothing stands under the key, but its URI's queries are not all different: look again, by the index. */
    record Equates(SearchIndex index) implements Present {}

    /** Nothing usable is stored. */
    record Missing(Why why) implements Lookup {}

    enum Why {
        NOT_STORED,
        /** The store did not answer, in time or at all. */
        UNREACHABLE,
        /** A value stands there that is foreign, truncated, corrupt or of another version. */
        UNREADABLE
    }
}
