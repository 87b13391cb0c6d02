package dev.weir.origin;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One server of an origin: where it is, the connections to it, and how it does. Any thread. */
final class Server implements BalanceRules.Candidate {
    private final Target target;
    private final Connections connections;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicReference<@Nullable Checkup> checkup = new AtomicReference<>();
    private volatile ServerHealth health = ServerHealth.UNKNOWN;

    Server(Target target, Connections connections) {
        this.target = target;
        this.connections = connections;
    }

    Target target() {
        return target;
    }

    Connections connections() {
        return connections;
    }

    ServerHealth health() {
        return health;
    }

    /** Written by {@link Servers} alone, under its lock. */
    void health(ServerHealth now) {
        health = now;
    }

    /** It is checked from now on, until it is no server any more. */
    void checked(Checkup by) {
        checkup.set(by);
        by.start();
    }

    void unchecked() {
        Checkup by = checkup.get();
        if (by != null) {
            by.stop();
        }
    }

    @Override
    public String name() {
        return target.address().toString();
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    void entered() {
        inFlight.incrementAndGet();
    }

    void left() {
        inFlight.decrementAndGet();
    }

    /** For the operator: as configured, and what the name stands for where it is one. */
    @Override
    public String toString() {
        return Target.isAddress(Target.hostOf(target.server()))
                ? target.server().toString()
                : target.server() + " (" + target.address().host() + ')';
    }
}
