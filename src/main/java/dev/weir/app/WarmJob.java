package dev.weir.app;

import dev.weir.exchange.WarmOrder;
import dev.weir.exchange.WarmOutcome;
import dev.weir.exchange.WarmState;
import dev.weir.message.TargetUri;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One list of URLs being warmed, a few at a time, on all event loops in turn. Its own context. */
final class WarmJob {
    private static final int MOST_FAILED_TOLD = 20;
    private static final long AGAIN_MILLIS = 100;

    private final String id;
    private final Context context;
    private final WarmOrder order;
    private final List<Desk> desks;
    private final Map<WarmOutcome, Integer> outcomes = new EnumMap<>(WarmOutcome.class);
    private final List<String> failed = new ArrayList<>();
    private final long began = System.nanoTime();
    private long nextAt = began;
    private long ended;
    private int next;
    private int underWay;
    private int done;
    private boolean waiting;
    private boolean cancelled;

    WarmJob(String id, Context context, WarmOrder order, List<Desk> desks) {
        this.id = id;
        this.context = context;
        this.order = order;
        this.desks = desks;
        for (WarmOutcome outcome : WarmOutcome.values()) {
            outcomes.put(outcome, 0);
        }
    }

    String id() {
        return id;
    }

    boolean isRunning() {
        return underWay > 0 || (!cancelled && next < order.urls().size());
    }

    WarmState state() {
        long until = isRunning() ? System.nanoTime() : ended;
        return new WarmState(
                id,
                phase(),
                order.urls().size(),
                done,
                Map.copyOf(outcomes),
                List.copyOf(failed),
                Duration.ofNanos(until - began));
    }

    private WarmState.Phase phase() {
        if (isRunning()) {
            return WarmState.Phase.RUNNING;
        }
        return done < order.urls().size() ? WarmState.Phase.CANCELLED : WarmState.Phase.DONE;
    }

    void cancel() {
        cancelled = true;
        end();
    }

    void begin() {
        while (!waiting
                && !cancelled
                && underWay < order.concurrency()
                && next < order.urls().size()) {
            long early = nextAt - System.nanoTime();
            if (early > 0) {
                waiting = true;
                later(TimeUnit.NANOSECONDS.toMillis(early), () -> waiting = false);
            } else {
                nextAt = order.rate() == 0
                        ? nextAt
                        : Math.max(nextAt, System.nanoTime() - TimeUnit.SECONDS.toNanos(1))
                                + TimeUnit.SECONDS.toNanos(1) / order.rate();
                int number = next++;
                underWay++;
                warm(number);
            }
        }
    }

    private void warm(int number) {
        TargetUri url = order.urls().get(number);
        desks.get(number % desks.size())
                .ask(context, desk -> desk.warmer().warm(url, order.fields()))
                .otherwise(WarmOutcome.FAILED)
                .onSuccess(outcome -> settled(number, outcome));
    }

    private void settled(int number, @Nullable WarmOutcome outcome) {
        if (outcome != null) {
            done++;
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome == WarmOutcome.FAILED && failed.size() < MOST_FAILED_TOLD) {
                failed.add(order.urls().get(number).toString());
            }
            underWay--;
            end();
            begin();
        } else if (cancelled) {
            underWay--;
            end();
        } else {
            later(AGAIN_MILLIS, () -> warm(number));
        }
    }

    private void end() {
        if (!isRunning() && ended == 0) {
            ended = System.nanoTime();
        }
    }

    private void later(long millis, Runnable action) {
        context.owner().setTimer(Math.max(1, millis), now -> {
            action.run();
            begin();
        });
    }
}
