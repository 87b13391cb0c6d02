package dev.weir.policy;

import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoredResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Updates a stored response by the 304 that confirmed it (RFC 9111 §3.2, §4.3.4). */
public final class Freshening {
    /** What says how the stored bytes are to be read, and would be wrong about them if a 304 said otherwise. */
    private static final Set<String> CONTENTS_OWN = HopByHop.ignoringCase(
            List.of(FieldNames.CONTENT_LENGTH, FieldNames.CONTENT_ENCODING, FieldNames.CONTENT_RANGE));

    private Freshening() {}

    /**
     * @param notModified the 304, the client's request that led to it, and their times
     * @param fence position applied before the conditional request was sent
     * @return the response on its new terms; null if the 304 speaks of another one, or if what it makes of this one may
     *     not be stored under the same selecting fields: then only the whole response will do
     */
    public static @Nullable StoredResponse freshen(
            StoredResponse stored, StoreQuestion notModified, long fillId, Fence fence) {
        Headers before = stored.head().headers();
        Headers update = CodedTags.freshening(before, notModified.response().headers());
        if (!Validators.of(update).select(Validators.of(before))) {
            return null;
        }
        ResponseHead updated = stored.head().with(merge(before, update));
        return switch (StorePolicy.decide(answering(notModified, updated))) {
            case StoreDecision.Skip skip -> null;
            case StoreDecision.Store store ->
                stored.selecting().names().containsAll(store.vary())
                        ? new StoredResponse(
                                fillId,
                                fence,
                                stored.key(),
                                stored.selecting(),
                                store.groups(),
                                store.head(),
                                stored.body(),
                                store.terms())
                        : null;
        };
    }

    /**
     * Each field of the update replaces all stored lines of its name. The stored Date goes in any case: it told the age
     * of an answer that a new one has replaced.
     */
    private static FieldLines merge(Headers before, Headers update) {
        FieldLines news = HopByHop.strip(update, CONTENTS_OWN);
        FieldLines.Builder merged = FieldLines.builder();
        before.forEach((name, value) -> {
            if (!news.contains(name) && !name.equalsIgnoreCase(FieldNames.DATE)) {
                merged.add(name, value);
            }
        });
        return merged.addAll(news).build();
    }

    private static StoreQuestion answering(StoreQuestion q, ResponseHead response) {
        return new StoreQuestion(q.request(), response, q.requestTime(), q.responseTime(), q.rules());
    }
}
