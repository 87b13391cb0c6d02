package dev.weir.policy;

import dev.weir.message.ResponseHead;
import dev.weir.policy.PoisoningDecision.Flag;
import dev.weir.policy.PoisoningDecision.Store;
import dev.weir.policy.PoisoningDecision.Why;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a response depends on what its key does not hold, so that one client chose it for all others (James Kettle,
 * Practical Web Cache Poisoning, 2018).
 *
 * <p>Compared are status, content and the fields by which a browser acts; what tells of one exchange alone, such as Date,
 * Age, Set-Cookie or a request id, is not. Content that differs from one request to the next tells nothing: that is what
 * the second bare request finds out. So does an error that the bare request alone was given, for what is missing may be
 * what the origin asks of its clients.
 */
public final class PoisoningPolicy {
    /** Status and fields of a response, and a digest of its content. */
    public record Seen(ResponseHead head, String content) {}

    private static final List<String> TELLING = List.of(
            FieldNames.LOCATION,
            FieldNames.CONTENT_LOCATION,
            FieldNames.CONTENT_TYPE,
            FieldNames.CONTENT_ENCODING,
            "Content-Language",
            "Content-Disposition",
            "Content-Security-Policy",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Clear-Site-Data",
            "Link",
            "Refresh",
            "SourceMap",
            "Strict-Transport-Security");

    private static final int LOWEST_ERROR = 400;

    private PoisoningPolicy() {}

    /** Whether the bare request has to be made a second time, for what it was answered differs. */
    public static boolean asksAgain(Seen first, Seen bare) {
        return !isRefused(first, bare) && difference(first, bare) != null;
    }

    /**
     * @param bare what the bare request was answered; null if nothing
     * @param again what it was answered the second time; null if nothing, or it was not made
     */
    public static PoisoningDecision decide(Seen first, @Nullable Seen bare, @Nullable Seen again) {
        if (bare == null || isRefused(first, bare)) {
            return new Store(Why.UNCLEAR);
        }
        String what = difference(first, bare);
        if (what == null) {
            return new Store(Why.SAME);
        }
        if (again == null) {
            return new Store(Why.UNCLEAR);
        }
        return difference(bare, again) == null ? new Flag(what) : new Store(Why.DYNAMIC);
    }

    private static boolean isRefused(Seen first, Seen bare) {
        return bare.head().status() >= LOWEST_ERROR && first.head().status() < LOWEST_ERROR;
    }

    /** The first difference that counts, or null. */
    private static @Nullable String difference(Seen one, Seen other) {
        if (one.head().status() != other.head().status()) {
            return "status";
        }
        for (String name : TELLING) {
            if (!one.head().headers().all(name).equals(other.head().headers().all(name))) {
                return name;
            }
        }
        return one.content().equals(other.content()) ? null : "content";
    }
}
