package dev.weir.telemetry;

import dev.weir.http.AccessRecord;
import dev.weir.policy.CacheStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One JSON object a line; what is not known is left out. */
final class JsonLine implements AccessLine {
    @Override
    public void write(AccessRecord request, Instant startedAt, LineBuffer to) {
        AccessRecord.Ended ended = request.ended();
        CacheStatus status = ended.why().cacheStatus();
        to.add("{\"time\":\"").add(startedAt.toString()).add('"');
        member("client", request.client(), to);
        member("method", request.method(), to);
        member("target", request.target(), to);
        member("protocol", request.protocol(), to);
        to.add(",\"status\":").add(ended.status());
        to.add(",\"bytes\":").add(ended.bytes());
        to.add(",\"seconds\":").addSeconds(ended.nanos());
        member("route", ended.why().route(), to);
        member("outcome", Words.of(ended.why().outcome()), to);
        member("cache_status", status == null ? null : status.render(), to);
        member("user_agent", request.userAgent(), to);
        member("referer", request.referer(), to);
        member("trace_id", Words.traceId(request.trace()), to);
        to.add("}\n");
    }

    private static void member(String name, @Nullable String value, LineBuffer to) {
        if (value != null) {
            to.add(",\"").add(name).add("\":").addJson(value);
        }
    }
}
