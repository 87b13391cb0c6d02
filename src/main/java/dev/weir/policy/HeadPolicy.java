package dev.weir.policy;

import dev.weir.message.Fence;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a HEAD that went to the origin says of what is stored for GET (RFC 9111 §4.3.5): it freshens what it
 * agrees with, and makes stale what it does not.
 *
 * <p>Lengths are compared where both responses have the same content coding: what the gateway coded itself is shorter.
 */
public final class HeadPolicy {
    private HeadPolicy() {}

    /**
     * Whether the answer concerns what is stored: the origin saw the request as the look-up would.
     *
     * @param request that is passed, because of what it asks
     */
    public static boolean mayConcernStored(RequestHead request) {
        return request.isHead() && !HopByHop.hidesField(request.headers());
    }

    /**
     * What becomes of the stored response; null if it stays as it is.
     *
     * @param head the answer, the GET that it stands for, and their times
     * @param fence position applied before the origin was asked
     */
    public static @Nullable StoredResponse revise(StoredResponse stored, StoreQuestion head, long fillId, Fence fence) {
        if (head.response().status() != 200 || stored.head().status() != 200) {
            return null;
        }
        if (!agree(stored, head.response().headers())) {
            return stored.on(stored.terms().staleFrom(head.responseTime()));
        }
        boolean mayStore = !RequestDirectives.of(head.request().headers()).noStore();
        return mayStore ? Freshening.freshen(stored, head, fillId, fence) : null;
    }

    private static boolean agree(StoredResponse stored, Headers answer) {
        Headers before = stored.head().headers();
        Validators said = Validators.of(CodedTags.freshening(before, answer));
        Validators known = Validators.of(before);
        boolean sameDate = said.lastModified() == null || said.lastModified().equals(known.lastModified());
        return said.select(known) && sameDate && lengthsAgree(stored, answer);
    }

    private static boolean lengthsAgree(StoredResponse stored, Headers answer) {
        List<String> lengths = answer.all(FieldNames.CONTENT_LENGTH);
        boolean sameCoding = Objects.equals(
                stored.head().headers().combined(FieldNames.CONTENT_ENCODING),
                answer.combined(FieldNames.CONTENT_ENCODING));
        return !sameCoding || lengths.isEmpty() || Text.trim(lengths.get(0)).equals(Integer.toString(stored.length()));
    }
}
