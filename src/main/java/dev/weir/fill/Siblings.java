package dev.weir.fill;

import dev.weir.message.CacheKey;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import dev.weir.policy.VariantTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tags of the variants that this process has stored of late: a variant that is not stored is asked for with those of
 * its siblings, one of which the origin may answer that it is (RFC 9111 §4.3.1).
 *
 * <p>Of this process alone, a few a resource, of the resources used last: what is stored names the fields that a resource
 * varies by and never its variants, so that nothing in the store grows with them. What is forgotten costs a transfer. Any
 * thread; asked where a variant is missing, told where one is stored.
 */
public final class Siblings {
    private static final int MOST_RESOURCES = 1 << 12;
    private static final int MOST_TAGS = 8;

    private final Map<CacheKey, List<VariantTag>> byResource = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheKey, List<VariantTag>> eldest) {
            return size() > MOST_RESOURCES;
        }
    };

    /** Those that might answer a request which selects by these fields, the newest first. */
    synchronized List<VariantTag> of(CacheKey resource, Selecting wanted) {
        List<VariantTag> known = Objects.requireNonNullElse(byResource.get(resource), List.of());
        return known.stream().filter(tag -> tag.suits(wanted)).toList();
    }

    void stored(StoredResponse response) {
        VariantTag tag = VariantTag.of(response);
        if (tag != null) {
            put(response.key(), tag);
        }
    }

    private synchronized void put(CacheKey resource, VariantTag tag) {
        List<VariantTag> tags = new ArrayList<>();
        tags.add(tag);
        for (VariantTag known : Objects.requireNonNullElse(byResource.get(resource), List.<VariantTag>of())) {
            if (tags.size() < MOST_TAGS && !known.variant().equals(tag.variant())) {
                tags.add(known);
            }
        }
        byResource.put(resource, List.copyOf(tags));
    }
}
