package dev.weir.http;

import dev.weir.message.Headers;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The server's own map of a request's fields, seen as {@link Headers}: a hit copies no field. */
record RequestFields(MultiMap map) implements Headers {
    @Override
    public @Nullable String get(String name) {
        return map.get(name);
    }

    @Override
    public List<String> all(String name) {
        return map.getAll(name);
    }

    @Override
    public void forEach(BiConsumer<String, String> visitor) {
        map.forEach(visitor);
    }
}
