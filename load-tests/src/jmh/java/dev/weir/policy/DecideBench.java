package dev.weir.policy;

import dev.weir.message.Verdict;
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
import org.openjdk.jmh.infra.Blackhole;

/** What does each decision cost, and all of those together that a hit passes, which must read no field twice? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DecideBench {
    private static final List<String> NAMES = List.of("accept-encoding", "accept-language");

    private CachingRules rules = CachingRules.ORIGIN_ONLY;
    private ReuseQuestion plain =
            new ReuseQuestion(Sample.BROWSER, Sample.STORED, Verdict.NONE, ForwardReason.URI_MISS, Sample.LATER);
    private ReuseQuestion reload =
            new ReuseQuestion(Sample.RELOAD, Sample.STORED, Verdict.NONE, ForwardReason.URI_MISS, Sample.LATER);
    private StoreQuestion answered = new StoreQuestion(Sample.BROWSER, Sample.PAGE, Sample.NOW, Sample.NOW, rules);

    @Benchmark
    public Object lookup_plain() {
        return LookupPolicy.decide(plain.request(), rules);
    }

    @Benchmark
    public Object lookup_reload() {
        return LookupPolicy.decide(reload.request(), rules);
    }

    @Benchmark
    public Object reuse_hit() {
        return ReusePolicy.decide(plain);
    }

    @Benchmark
    public Object reuse_reload() {
        return ReusePolicy.decide(reload);
    }

    /** A fill's, once for all who wait. */
    @Benchmark
    public Object store() {
        return StorePolicy.decide(answered);
    }

    @Benchmark
    public Object selection_select() {
        return Selection.select(NAMES, plain.request());
    }

    @Benchmark
    public boolean selection_matches() {
        return Selection.matches(Sample.STORED.selecting(), plain.request());
    }

    @Benchmark
    public Object selection_variant() {
        return Selection.variant(Sample.STORED.selecting());
    }

    /** All that a hit without Vary is asked. */
    @Benchmark
    public void hit(Blackhole hole) {
        hole.consume(HeardRequest.of(plain.request(), rules));
        hole.consume(LookupPolicy.decide(plain.request(), rules));
        hole.consume(ReusePolicy.decide(plain));
        hole.consume(Preconditions.decide(plain.request(), Sample.PAGE));
        hole.consume(RangePolicy.decide(plain.request(), Sample.PAGE, 4));
    }
}
