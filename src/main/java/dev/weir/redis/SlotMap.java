package dev.weir.redis;

import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who holds which slots of a Cluster, as one of its nodes told. */
record SlotMap(List<Range> ranges) {
    static final SlotMap EMPTY = new SlotMap(List.of());

    /** @param last inclusive */
    record Range(int first, int last, Endpoint master, List<Endpoint> replicas) {}

    /**
     * What {@code CLUSTER SLOTS} replied.
     *
     * @param asked stands in where a node knows no address of its own
     */
    static SlotMap read(Response reply, Endpoint asked) {
        List<Range> ranges = new ArrayList<>();
        for (Response range : reply) {
            List<Endpoint> nodes = new ArrayList<>();
            for (int i = 2; i < range.size(); i++) {
                nodes.add(node(range.get(i), asked));
            }
            if (!nodes.isEmpty()) {
                ranges.add(new Range(
                        range.get(0).toInteger(),
                        range.get(1).toInteger(),
                        nodes.getFirst(),
                        List.copyOf(nodes.subList(1, nodes.size()))));
            }
        }
        return new SlotMap(List.copyOf(ranges));
    }

    private static Endpoint node(Response node, Endpoint asked) {
        @Nullable Response host = node.get(0);
        String name = host == null ? "" : host.toString();
        return asked.at(
                name.isEmpty() || name.equals("?") ? asked.host() : name,
                node.get(1).toInteger());
    }

    /** Null if nobody holds it. */
    @Nullable
    Range of(int slot) {
        for (Range range : ranges) {
            if (range.first() <= slot && slot <= range.last()) {
                return range;
            }
        }
        return null;
    }

    List<Endpoint> masters() {
        return ranges.stream().map(Range::master).distinct().toList();
    }

    List<Endpoint> nodes() {
        return ranges.stream()
                .flatMap(range -> Stream.concat(Stream.of(range.master()), range.replicas().stream()))
                .distinct()
                .toList();
    }
}
