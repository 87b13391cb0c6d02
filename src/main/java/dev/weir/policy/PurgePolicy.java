package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code PURGE} request as other caches do: its target URI, or the groups of {@code Surrogate-Key} (Fastly, Souin),
 * {@code Cache-Tag} and {@code Cache-Groups} instead; {@code Fastly-Soft-Purge} marks stale.
 *
 * <p>What is not understood is refused: a purge that is answered with success and forgets less than was meant is the worst
 * of answers.
 */
public final class PurgePolicy {
    private static final String NO_NAME = "Expected at least one name of a group in Surrogate-Key, Cache-Tag, or"
            + " Cache-Groups (a list of strings), and not more than fit into one response.";

    private PurgePolicy() {}

    public static PurgeDecision decide(Headers request) {
        String method = request.get(FieldNames.X_PURGE_METHOD);
        if (method != null && !method.equals("default") && !method.equals("exact")) {
            return new PurgeDecision.Refuse(
                    "Expected no regular expression: POST /v1/purge on the admin port takes prefixes.");
        }
        boolean soft = isSoft(request.get(FieldNames.FASTLY_SOFT_PURGE));
        List<String> here = request.all(FieldNames.CACHE_GROUPS);
        List<String> keys = request.all(FieldNames.SURROGATE_KEY);
        List<String> tags = request.all(FieldNames.CACHE_TAG);
        if (here.isEmpty() && keys.isEmpty() && tags.isEmpty()) {
            return new PurgeDecision.Target(soft);
        }
        List<String> everywhere = new ArrayList<>(ResponseGroups.keys(keys));
        everywhere.addAll(ResponseGroups.tags(tags));
        return groups(everywhere, here, soft);
    }

    private static PurgeDecision groups(List<String> everywhere, List<String> fields, boolean soft) {
        List<String> here = ResponseGroups.strings(fields);
        boolean unread = here.isEmpty() && !fields.isEmpty();
        int names = everywhere.size() + here.size();
        return unread || names == 0 || names > ResponseGroups.MOST
                ? new PurgeDecision.Refuse(NO_NAME)
                : new PurgeDecision.Groups(List.copyOf(everywhere), here, soft);
    }

    private static boolean isSoft(@Nullable String flag) {
        return flag != null && !flag.equals("0") && !flag.equals("false");
    }
}
