package dev.weir.origin;

/**
 * How one server does, for the operator.
 *
 * @param server as it is configured
 * @param address that its host stands for
 * @param inFlight requests under way
 */
public record ServerStatus(String server, String address, State state, int inFlight) {
    /** Whether it gets requests, and if not why. */
    public enum State {
        UP,
        /** It failed too many requests, and is let alone for a while. */
        EJECTED,
        /** The checks fail. */
        DOWN
    }

    static ServerStatus of(Server server) {
        return new ServerStatus(
                server.target().server().toString(),
                server.name(),
                server.health().state(),
                server.inFlight());
    }
}
