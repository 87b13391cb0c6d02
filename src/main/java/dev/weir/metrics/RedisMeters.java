package dev.weir.metrics;

import dev.weir.redis.BreakerState.Position;
import dev.weir.redis.CommandObserver;
import dev.weir.redis.ErrorKind;
import dev.weir.redis.RedisCommand;
import dev.weir.store.Decoded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Redis commands by outcome, values that could not be read, and connections that are up. */
final class RedisMeters implements CommandObserver {
    private final ByConstant<RedisCommand, ByConstant<Outcome, Timer>> commands;
    private final ByConstant<ErrorKind, Counter> errors;
    private final ByConstant<Decoded.Why, Counter> unreadable;
    private final AtomicInteger linksUp = new AtomicInteger();
    private final ByConstant<Position, AtomicInteger> breakers;

    RedisMeters(MeterRegistry registry) {
        commands = new ByConstant<>(
                RedisCommand.values(),
                command -> new ByConstant<>(
                        Outcome.values(),
                        outcome -> Timer.builder("weir.redis.commands")
                                .description("Redis commands from sending to reply.")
                                .tag("command", command)
                                .tag("outcome", outcome)
                                .serviceLevelObjectives(Meters.BUCKETS)
                                .register(registry)));
        errors = new ByConstant<>(
                ErrorKind.values(),
                kind -> Counter.builder("weir.redis.errors")
                        .description("Commands that Redis refused.")
                        .tag("kind", kind)
                        .register(registry));
        unreadable = new ByConstant<>(
                Decoded.Why.values(),
                why -> Counter.builder("weir.redis.unreadable")
                        .description("Stored values that counted as a miss.")
                        .tag("why", why)
                        .register(registry));
        breakers = new ByConstant<>(Position.values(), position -> breaker(registry, position));
        Gauge.builder("weir.redis.up", linksUp, AtomicInteger::get)
                .description("Connections to Redis that are up, one wanted for each event loop.")
                .register(registry);
    }

    /** Only those that are not closed are counted: how many links there are is told by {@code weir.redis.up}. */
    private static AtomicInteger breaker(MeterRegistry registry, String position) {
        AtomicInteger links = new AtomicInteger();
        if (!position.equals("closed")) {
            Gauge.builder("weir.redis.breaker", links, AtomicInteger::get)
                    .description("Connections to Redis whose breaker keeps requests from them.")
                    .tag("state", position)
                    .register(registry);
        }
        return links;
    }

    /** All but what follows the log of purges, which waits for most of its time. */
    Totals.Calls calls() {
        long count = count(EnumSet.allOf(Outcome.class));
        long failed = count(EnumSet.complementOf(EnumSet.of(Outcome.OK)));
        Set<Outcome> sent = EnumSet.of(Outcome.OK, Outcome.ERROR, Outcome.TIMEOUT);
        return new Totals.Calls(count, failed, Distribution.of(timers(sent)));
    }

    private long count(Set<Outcome> outcomes) {
        return timers(outcomes).mapToLong(Timer::count).sum();
    }

    private Stream<Timer> timers(Set<Outcome> outcomes) {
        return EnumSet.complementOf(EnumSet.of(RedisCommand.FOLLOW)).stream()
                .flatMap(command ->
                        outcomes.stream().map(outcome -> commands.of(command).of(outcome)));
    }

    @Override
    public void completed(RedisCommand command, Outcome outcome, long nanos) {
        commands.of(command).of(outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void refused(ErrorKind kind) {
        errors.of(kind).increment();
    }

    @Override
    public void unreadable(Decoded.Why why) {
        unreadable.of(why).increment();
    }

    @Override
    public void up(boolean up) {
        linksUp.addAndGet(up ? 1 : -1);
    }

    @Override
    public void breaker(Position from, Position to) {
        breakers.of(from).decrementAndGet();
        breakers.of(to).incrementAndGet();
    }
}
