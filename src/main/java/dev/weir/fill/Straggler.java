package dev.weir.fill;

import dev.weir.message.Body;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.origin.ContentStream;
import dev.weir.origin.Origin;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A shared body as one client reads it, however slowly: where the flight leaves it behind, it goes on with a request of
 * its own for the rest; where the origin does not give just that, it breaks off.
 *
 * <p>The origin is asked when the client wants to read on, not before: a connection to it would lie idle until then. On
 * the client's context.
 */
public final class Straggler extends ContentStream {
    private static final String CHANGED = "The origin gave no rest of what was begun.";
    private static final String TRUNCATED = "The rest of the body was cut short.";

    private final Body.Arriving shared;
    private final Remainder remainder;
    private Body.Arriving source;
    private long delivered;
    private long total = Body.UNKNOWN;
    private long demand;
    private boolean left;
    private boolean asked;
    private boolean joined;
    private boolean over;

    Straggler(Body.Arriving shared, Remainder remainder) {
        this.shared = shared;
        this.remainder = remainder;
        this.source = shared;
        attach(shared);
    }

    /** The same response for a client that may be too slow for the others: it goes on by itself where they leave it. */
    public static Filled.Shared riding(Filled.Shared shared, RequestHead client, Origin origin, FillObserver observer) {
        if (!(shared.body() instanceof Body.Arriving arriving)
                || (shared.kept() && arriving.length() != Body.UNKNOWN)) {
            return shared;
        }
        ResponseHead begun = shared.candidate().head();
        Remainder remainder = new Remainder(origin, client, begun, shared.verbatim(), observer);
        return shared.with(new Straggler(arriving, remainder).body());
    }

    Body.Arriving body() {
        return new Body.Arriving(this, shared.length(), this::cancel);
    }

    private void attach(Body.Arriving body) {
        body.stream().handler(this::arrived);
        body.stream().endHandler(end -> ended());
        body.stream().exceptionHandler(this::failed);
    }

    private void arrived(Buffer bytes) {
        delivered += bytes.length();
        if (demand != Long.MAX_VALUE && demand > 0) {
            demand--;
        }
        tellPiece(bytes);
    }

    private void ended() {
        if (asked && delivered != total) {
            breakOff(new VertxException(TRUNCATED, true));
        } else if (!over) {
            over = true;
            tellEnd();
        }
    }

    private void failed(Throwable cause) {
        if (cause instanceof LeftBehind && !left) {
            left = true;
            remainder.wanted();
            goOn();
        } else {
            breakOff(cause);
        }
    }

    private void goOn() {
        if (left && !asked && !over && demand > 0) {
            asked = true;
            remainder.from(delivered, shared.length()).onSuccess(this::take).onFailure(this::breakOff);
        }
    }

    private void take(Remainder.@Nullable Rest rest) {
        if (rest == null) {
            breakOff(new VertxException(CHANGED, true));
            return;
        }
        if (over) {
            rest.body().cancel().run();
            return;
        }
        total = rest.total();
        source = rest.body();
        joined = true;
        attach(source);
        if (demand > 0) {
            source.stream().fetch(demand);
        }
    }

    private void breakOff(Throwable cause) {
        if (!over) {
            over = true;
            tellFailure(cause);
        }
    }

    /** The client went away. */
    private void cancel() {
        over = true;
        source.cancel().run();
        remainder.cancel();
    }

    @Override
    public ReadStream<Buffer> pause() {
        demand = 0;
        source.stream().pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        if (left && !joined) {
            goOn();
        } else {
            source.stream().fetch(amount);
        }
        return this;
    }
}
