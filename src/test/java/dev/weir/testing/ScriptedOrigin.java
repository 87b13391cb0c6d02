package dev.weir.testing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real HTTP server that answers by script, and records what reached it. */
public final class ScriptedOrigin implements AutoCloseable {
    /** What reached the origin. */
    public record Seen(String method, String uri, io.vertx.core.MultiMap headers) {}

    private static final int LONGEST_REQUEST_LINE = 32 << 10;

    private final Vertx vertx = Vertx.vertx();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Handler<HttpServerRequest>> next = new ConcurrentLinkedQueue<>();
    private volatile Handler<HttpServerRequest> always =
            request -> request.response().end("hello");
    private final HttpServer server;

    private final String scheme;

    public ScriptedOrigin() {
        this(new HttpServerOptions());
    }

    /** @param options the versions of HTTP it speaks, and its certificate */
    public ScriptedOrigin(HttpServerOptions options) {
        this(options, SocketAddress.inetSocketAddress(0, "127.0.0.1"));
    }

    /** @param address to listen on, such as that of an origin which is no more */
    public ScriptedOrigin(HttpServerOptions options, SocketAddress address) {
        scheme = options.isSsl() ? "https" : "http";
        server = Async.await(vertx.createHttpServer(options.setMaxInitialLineLength(LONGEST_REQUEST_LINE))
                .requestHandler(this::answer)
                .listen(address));
    }

    private void answer(HttpServerRequest request) {
        seen.add(new Seen(request.method().name(), request.uri(), request.headers()));
        Handler<HttpServerRequest> scripted = next.poll();
        (scripted == null ? always : scripted).handle(request);
    }

    /** Answers every request for which {@link #thenAnswer} has nothing left. */
    public ScriptedOrigin alwaysAnswer(Handler<HttpServerRequest> handler) {
        always = handler;
        return this;
    }

    /** Answers one request. */
    public ScriptedOrigin thenAnswer(Handler<HttpServerRequest> handler) {
        next.add(handler);
        return this;
    }

    /** Answers a request that was held back, as those after it. */
    public void replay(HttpServerRequest held) {
        vertx.runOnContext(now -> always.handle(held));
    }

    /** Everything that arrived, in order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public int count() {
        return seen.size();
    }

    /** Waits until so many requests have arrived. */
    public void awaitCount(int expected) {
        Async.until(() -> seen.size() >= expected, expected + " requests at the origin");
    }

    public URI address() {
        return URI.create(scheme + "://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        Async.await(vertx.close(), 10, TimeUnit.SECONDS);
    }
}
