package dev.weir.route;

import dev.weir.message.Onward;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of a route's messages between gateway and origin.
 *
 * @param keepsHost the origin gets the client's Host, not its own
 * @param maxRequestBody most bytes of a request's content; {@link #UNLIMITED}
 * @param upgrades protocols that clients may leave HTTP for; in lower case
 * @param quiet longest silence of a tunnel, or of content that is sent as things happen
 */
public record ForwardingRules(
        boolean keepsHost,
        Path path,
        Fields request,
        Fields response,
        long maxRequestBody,
        Set<String> upgrades,
        Duration quiet) {
    public static final long UNLIMITED = Long.MAX_VALUE;

    public static final ForwardingRules STANDARD =
            new ForwardingRules(true, Path.SAME, Fields.SAME, Fields.SAME, UNLIMITED, Set.of(), Onward.USUALLY_QUIET);

    /**
     * One beginning of the path for another.
     *
     * @param strip whole segments that every path of the route begins with; empty for none
     * @param add whole segments in their place; empty for none
     */
    public record Path(String strip, String add) {
        public static final Path SAME = new Path("", "");

        boolean isSame() {
            return strip.equals(add);
        }
    }

    /** Fields that are taken out, and those that are put in the place of all of their name. */
    public record Fields(Set<String> remove, Map<String, String> set) {
        public static final Fields SAME = new Fields(Set.of(), Map.of());

        public boolean isSame() {
            return remove.isEmpty() && set.isEmpty();
        }

        /** These, and then others. */
        public Fields then(Fields later) {
            Set<String> removed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            removed.addAll(remove);
            removed.addAll(later.remove);
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(set);
            later.remove.forEach(all::remove);
            all.putAll(later.set);
            return new Fields(removed, all);
        }
    }
}
