package dev.weir.app;

import dev.weir.redis.FleetLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log who comes to the fleet and who goes, and when this gateway is cut off from it: one line a change. */
final class FleetNews {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.fleet");

    private final String self;
    private final Map<String, Boolean> detachedByNode = new HashMap<>();
    private boolean detached;

    FleetNews(String self) {
        this.self = self;
    }

    /** What is known now, to be called every now and then from one thread. */
    void look(List<FleetLog.Member> members, boolean selfDetached) {
        changes(members, selfDetached).forEach(LOG::info);
    }

    List<String> changes(List<FleetLog.Member> members, boolean selfDetached) {
        List<String> lines = new ArrayList<>();
        if (selfDetached != detached) {
            detached = selfDetached;
            lines.add(
                    selfDetached
                            ? "Fleet: this gateway is detached, and may miss purges"
                            : "Fleet: this gateway is part of it, as " + self);
        }
        Map<String, Boolean> now = new HashMap<>();
        members.stream()
                .filter(member -> !member.node().equals(self))
                .forEach(member -> now.put(member.node(), member.detached()));
        now.forEach((node, away) -> {
            Boolean before = detachedByNode.get(node);
            if (before == null) {
                lines.add("Fleet: " + node + (away ? " is known, and detached" : " is part of it"));
            } else if (!before.equals(away)) {
                lines.add("Fleet: " + node + (away ? " is detached: it does not renew" : " is back"));
            }
        });
        detachedByNode.keySet().stream()
                .filter(node -> !now.containsKey(node))
                .forEach(node -> lines.add("Fleet: " + node + " has left"));
        detachedByNode.clear();
        detachedByNode.putAll(now);
        return lines;
    }
}
