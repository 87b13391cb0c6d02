package dev.weir.policy;

import dev.weir.message.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to say what a client is told: the stored head, Age, Cache-Status, a 304, a part? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RenderBench {
    private static final ByteRange FIRST = new ByteRange(0, 1);

    private StoredResponse stored = Sample.STORED;
    private CachingRules rules = CachingRules.ORIGIN_ONLY;
    private Duration ttl = Duration.ofSeconds(40);

    @Benchmark
    public Object clientHead_asStored() {
        return ClientHead.of(stored, rules, Sample.LATER);
    }

    @Benchmark
    public Object age() {
        return Long.toString(stored.terms().currentAge(Sample.LATER).toSeconds());
    }

    @Benchmark
    public Object cacheStatus_hit() {
        return new CacheStatus(true, null, 0, false, false, ttl, "redis").render();
    }

    @Benchmark
    public Object cacheStatus_miss() {
        return new CacheStatus(false, ForwardReason.URI_MISS, 200, true, false, ttl, null).render();
    }

    @Benchmark
    public Object date() {
        return HttpDate.render(Sample.LATER);
    }

    @Benchmark
    public Object notModified() {
        return NotModified.of(stored.head());
    }

    @Benchmark
    public Object partialContent() {
        return PartialContent.one(stored.head(), FIRST, 4);
    }
}
