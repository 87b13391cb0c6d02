package dev.weir.telemetry;

import dev.weir.http.AccessRecord;
import dev.weir.policy.CacheStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The combined log format of Apache httpd, which every reader of such logs knows, and after it what a cache has to say:
 *
 * <pre>
 * client - - [time] "method target protocol" status bytes "referer" "user agent" seconds route outcome "cache status" trace
 * </pre>
 */
final class CombinedLine implements AccessLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private String time = "";

    @Override
    public void write(AccessRecord request, Instant startedAt, LineBuffer to) {
        AccessRecord.Ended ended = request.ended();
        CacheStatus status = ended.why().cacheStatus();
        orNone(request.client(), to).add(" - - [").add(timeOf(startedAt)).add("] \"");
        to.addEscaped(request.method()).add(' ').addEscaped(request.target()).add(' ');
        to.add(request.protocol()).add("\" ").add(ended.status()).add(' ').add(ended.bytes());
        quoted(request.referer(), to.add(' '));
        quoted(request.userAgent(), to.add(' '));
        to.add(' ').addSeconds(ended.nanos()).add(' ').add(ended.why().route());
        to.add(' ').add(Words.of(ended.why().outcome()));
        quoted(status == null ? null : status.render(), to.add(' '));
        orNone(Words.traceId(request.trace()), to.add(' ')).add('\n');
    }

    private String timeOf(Instant instant) {
        if (instant.getEpochSecond() != second) {
            second = instant.getEpochSecond();
            time = TIME.format(instant);
        }
        return time;
    }

    private static void quoted(@Nullable String text, LineBuffer to) {
        to.add('"').addEscaped(text == null ? "-" : text).add('"');
    }

    private static LineBuffer orNone(@Nullable String text, LineBuffer to) {
        return to.addEscaped(text == null ? "-" : text);
    }
}
