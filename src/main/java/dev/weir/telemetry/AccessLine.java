package dev.weir.telemetry;

import dev.weir.http.AccessRecord;
import java.time.Instant;

/** How one request is written as one line. One thread. */
interface AccessLine {
    /** Appends the line with its end; whatever the request holds, it is one line of printable ASCII. */
    void write(AccessRecord request, Instant startedAt, LineBuffer to);
}
