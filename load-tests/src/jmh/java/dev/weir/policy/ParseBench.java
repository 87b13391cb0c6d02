package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import java.time.Instant;
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

/** What does it cost to read each field that decides, as browsers and origins send it? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ParseBench {
    private Headers plain = Sample.BROWSER.headers();
    private Headers reload = Sample.RELOAD.headers();
    private Headers pragma = FieldLines.of("Host", "a", "Pragma", "no-cache");
    private Headers page = Sample.PAGE.headers();
    private Headers targeted = FieldLines.of("Cache-Control", "no-store", "CDN-Cache-Control", "max-age=600, private");
    private String imfFixdate = Sample.DATE;
    private String rfc850 = "Monday, 23-Nov-26 12:00:00 GMT";
    private String tags = "\"v0\", W/\"v0-9\", \"v1-e476faeef509eb62\"";
    private List<String> ranges = List.of("bytes=0-499, 1000-");

    /** Nothing to read: must allocate nothing. */
    @Benchmark
    public Object cacheControl_ofRequest_absent() {
        return RequestDirectives.of(plain);
    }

    @Benchmark
    public Object cacheControl_ofRequest_reload() {
        return RequestDirectives.of(reload);
    }

    @Benchmark
    public Object pragma() {
        return RequestDirectives.of(pragma);
    }

    @Benchmark
    public Object cacheControl_ofResponse() {
        return ResponseDirectives.of(page);
    }

    @Benchmark
    public Object cacheControl_targeted() {
        return ResponseDirectives.of(targeted);
    }

    @Benchmark
    public Object vary() {
        return VaryField.of(page);
    }

    @Benchmark
    public Instant date_imfFixdate() {
        return HttpDate.parse(imfFixdate, Sample.NOW);
    }

    @Benchmark
    public Instant date_rfc850() {
        return HttpDate.parse(rfc850, Sample.NOW);
    }

    @Benchmark
    public Object validators() {
        return Validators.of(page);
    }

    @Benchmark
    public boolean ifNoneMatch() {
        return EntityTags.listContains(tags, "\"v1-e476faeef509eb62\"");
    }

    @Benchmark
    public Object range() {
        return RangeField.specs(ranges);
    }

    @Benchmark
    public Object acceptEncoding() {
        return AcceptedCodings.of(plain);
    }

    @Benchmark
    public Object acceptLanguage() {
        return AcceptedLanguages.of(plain);
    }
}
