package dev.weir.http;

import dev.weir.message.Headers;
import dev.weir.message.TargetUri;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's own map of a request's fields, seen as {@link Headers}: a hit copies no field.
 *
 * <p>The fields that tell of the client are what this gateway believes, never what the request says: so keys, variants and
 * origins all see the same.
 */
record RequestFields(HttpServerRequest request, TargetUri target, Senders senders) implements Headers {
    @Override
    public @Nullable String get(String name) {
        return Provenance.isTold(name)
                ? senders.told(request, target, name)
                : request.headers().get(name);
    }

    @Override
    public List<String> all(String name) {
        if (!Provenance.isTold(name)) {
            return request.headers().getAll(name);
        }
        String told = senders.told(request, target, name);
        return told == null ? List.of() : List.of(told);
    }

    @Override
    public void forEach(BiConsumer<String, String> visitor) {
        request.headers().forEach((name, value) -> {
            if (!Provenance.isTold(name)) {
                visitor.accept(name, value);
            }
        });
        senders.tellAll(request, target, visitor);
    }
}
