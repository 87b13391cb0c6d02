package dev.weir.testing;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An origin that holds what it is asked until the test answers it, and the gateways before it, all gone after each test.
 *
 * <pre>
 * &#64;RegisterExtension
 * final Stage stage = new Stage();
 * </pre>
 */
public final class Stage implements AfterEachCallback {
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final ScriptedOrigin origin = new ScriptedOrigin().alwaysAnswer(held::add);
    private final List<Gateway> gateways = new ArrayList<>();

    public ScriptedOrigin origin() {
        return origin;
    }

    /** A gateway before the origin, whose address is given. */
    public Gateway start(Function<URI, Gateway> how) {
        Gateway started = how.apply(origin.address());
        gateways.add(started);
        return started;
    }

    /** From now on requests are held again, instead of answered by script. */
    public void hold() {
        origin.alwaysAnswer(held::add);
    }

    /** The oldest request that is held, once there is one; to be answered by the test. */
    public HttpServerRequest next() {
        Async.until(() -> !held.isEmpty(), "a request at the origin");
        return held.remove();
    }

    /** All that are held, once there are so many. */
    public List<HttpServerRequest> next(int expected) {
        Async.until(() -> held.size() >= expected, expected + " requests at the origin");
        List<HttpServerRequest> all = new ArrayList<>();
        for (int i = 0; i < expected; i++) {
            all.add(held.remove());
        }
        return all;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        gateways.forEach(Gateway::close);
        origin.close();
    }
}
