package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import java.time.Duration;
import java.util.List;

/**
 * Whether a request may go any further: the hops that its client allows it (RFC 9110 §7.6.2), and the loops it may be in
 * (RFC 9110 §7.6).
 *
 * <p>Max-Forwards counts for OPTIONS and TRACE; a field that is no number, or stands there twice, is passed on as it is.
 *
 * <p>A request that has been here before is not in a loop for sure: a service may lie behind this gateway and before
 * another service of it. It may come round a few times.
 */
public final class HopPolicy {
    private static final int MOST_ROUNDS = 3;
    private static final long UNCOUNTED = -1;
    private static final HopDecision LAST = new HopDecision.Last();
    private static final HopDecision LOOP = new HopDecision.Loop();

    private HopPolicy() {}

    /** @param name this gateway's, by which it marks what it forwards; no other has it */
    public static HopDecision decide(RequestHead request, String name) {
        if (Via.marks(request.headers(), name) > MOST_ROUNDS) {
            return LOOP;
        }
        boolean counted = request.method().equals("OPTIONS") || request.method().equals("TRACE");
        long hops = counted ? hopsLeft(request.headers().all(FieldNames.MAX_FORWARDS)) : UNCOUNTED;
        if (hops == UNCOUNTED) {
            return new HopDecision.GoOn(request);
        }
        return hops == 0 ? LAST : new HopDecision.GoOn(withHops(request, hops - 1));
    }

    /** The largest number that is told apart is 2³¹, which no request uses up. */
    private static long hopsLeft(List<String> lines) {
        Duration read = lines.size() == 1 ? DeltaSeconds.parse(Text.trim(lines.get(0))) : null;
        return read == null ? UNCOUNTED : read.toSeconds();
    }

    private static RequestHead withHops(RequestHead request, long hops) {
        FieldLines fields = FieldLines.builder()
                .addAll(request.headers())
                .set(FieldNames.MAX_FORWARDS, Long.toString(hops))
                .build();
        return request.with(request.method(), fields);
    }
}
