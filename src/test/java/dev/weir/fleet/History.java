package dev.weir.fleet;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What clients and operators of a fleet saw. All times are nanoseconds of one monotonic clock, that of the process in which
 * clients, operators and the origin run. Any thread may add.
 */
final class History {
    /**
     * A response of the origin, as a client got it.
     *
     * @param made when the request arrived at the origin that it answers
     * @param sent when the client's own request was sent
     */
    record Response(String gateway, Resource resource, long made, long sent, String cacheStatus) {}

    /**
     * A purge that was answered as known to the whole fleet.
     *
     * @param answer of the gateway
     */
    record Purge(Scope scope, long sent, long confirmed, String answer) {}

    private final Queue<Response> responses = new ConcurrentLinkedQueue<>();
    private final Queue<Purge> purges = new ConcurrentLinkedQueue<>();

    void add(Response response) {
        responses.add(response);
    }

    void add(Purge purge) {
        purges.add(purge);
    }

    List<Response> responses() {
        return List.copyOf(responses);
    }

    List<Purge> purges() {
        return List.copyOf(purges);
    }
}
