package dev.weir.route;

import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a cache key cost: of a path alone (one concatenation), of a query that has to be sorted? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class KeyBench {
    private final KeyBuilder keys = new KeyBuilder(KeyRules.STANDARD);
    private RequestHead path = get("/products/17", null);
    private RequestHead sorted = get("/products", "brand=x&page=2&sort=price");
    private RequestHead unsorted = get("/products", "sort=price&utm_source=mail&page=2&brand=x");
    private RequestHead escaped = get("/pro%20ducts/\"17\"", "q={a b}");

    private static RequestHead get(String path, @Nullable String query) {
        return new RequestHead(
                "GET", new TargetUri("http", "shop.example", path, query), FieldLines.EMPTY, "1.1", Fence.START);
    }

    @Benchmark
    public Object key_ofAPath() {
        return keys.keyOf(path, null);
    }

    @Benchmark
    public Object key_ofASortedQuery() {
        return keys.keyOf(sorted, null);
    }

    @Benchmark
    public Object key_ofAQueryToSort() {
        return keys.keyOf(unsorted, null);
    }

    @Benchmark
    public Object key_withEscapes() {
        return keys.keyOf(escaped, null);
    }
}
