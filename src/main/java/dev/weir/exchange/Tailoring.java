package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.policy.ByteRange;
import dev.weir.policy.NotModified;
import dev.weir.policy.PartialContent;
import dev.weir.policy.PreconditionDecision;
import dev.weir.policy.Preconditions;
import dev.weir.policy.RangeDecision;
import dev.weir.policy.RangePolicy;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a whole response to what its client asked for: nothing if the client has it already, a part if it wants a part
 * (RFC 9110 §13.2.2, §14.2). The origin was asked for the whole, so that all of this is the gateway's to decide.
 */
final class Tailoring {
    private Tailoring() {}

    /** @param mark random, chosen after the content was made */
    static Reply of(RequestHead request, Reply whole, long mark) {
        return switch (Preconditions.decide(request, whole.head())) {
            case PROCEED -> ranged(request, whole, mark);
            case NOT_MODIFIED -> bodiless(whole, NotModified.of(whole.head()));
            case FAILED -> refused(whole, 412, "A precondition of the request does not hold.", FieldLines.EMPTY);
        };
    }

    /** How many bytes would arrive before the first that the client wants. */
    static long skipped(RequestHead request, ResponseHead head, Body body) {
        boolean asked = Preconditions.decide(request, head) == PreconditionDecision.PROCEED;
        return asked && RangePolicy.decide(request, head, length(body)) instanceof RangeDecision.One one
                ? one.range().first()
                : 0;
    }

    private static Reply ranged(RequestHead request, Reply whole, long mark) {
        long length = length(whole.body());
        return switch (RangePolicy.decide(request, whole.head(), length)) {
            case RangeDecision.Whole all -> whole;
            case RangeDecision.One one -> one(whole, one.range(), length);
            case RangeDecision.Several several -> several(whole, several.ranges(), mark);
            case RangeDecision.Unsatisfiable none ->
                refused(whole, 416, "The content has no such bytes.", PartialContent.unsatisfied(length));
        };
    }

    private static Reply one(Reply whole, ByteRange range, long length) {
        Body part =
                switch (whole.body()) {
                    case Body.Whole all -> new Body.Whole(slice(all.bytes(), range));
                    case Body.Arriving arriving -> new CutStream(arriving, range).body();
                    case Body.Empty empty -> empty;
                };
        return whole.with(PartialContent.one(whole.head(), range, length), part);
    }

    /** Parts of what is still arriving would have to be kept until their turn comes: the client gets the whole. */
    private static Reply several(Reply whole, List<ByteRange> ranges, long mark) {
        if (!(whole.body() instanceof Body.Whole all)) {
            return whole;
        }
        PartialContent.Multipart framing =
                PartialContent.several(whole.head(), ranges, all.bytes().length(), mark);
        List<Buffer> pieces = new ArrayList<>(2 * ranges.size() + 1);
        for (int i = 0; i < ranges.size(); i++) {
            pieces.add(Buffer.buffer(framing.before().get(i)));
            pieces.add(slice(all.bytes(), ranges.get(i)));
        }
        pieces.add(Buffer.buffer(framing.after()));
        return whole.with(framing.head(), PieceStream.body(pieces));
    }

    private static Reply bodiless(Reply whole, ResponseHead head) {
        whole.body().discard();
        return whole.with(head, Body.Empty.INSTANCE);
    }

    private static Reply refused(Reply whole, int status, String detail, FieldLines more) {
        whole.body().discard();
        Reply refusal = Problem.reply(status, detail, whole.why());
        FieldLines fields = FieldLines.builder()
                .addAll(refusal.head().headers())
                .addAll(more)
                .build();
        return refusal.with(refusal.head().with(fields), refusal.body());
    }

    private static Buffer slice(Buffer whole, ByteRange range) {
        return whole.slice((int) range.first(), (int) range.last() + 1);
    }

    private static long length(Body body) {
        return switch (body) {
            case Body.Whole whole -> whole.bytes().length();
            case Body.Arriving arriving -> arriving.length();
            case Body.Empty empty -> 0;
        };
    }
}
