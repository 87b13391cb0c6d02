package dev.weir.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.http.EdgeObserver.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.LongSupplier;

/**
 * Counts frames of HTTP/2 as they come by, and ends connections that send too many without a request: each PING or SETTINGS
 * wants an answer, which costs the gateway and not who asks. The codec beyond bounds resets, empty frames and the parts of
 * a head; it does not bound these.
 *
 * <p>Reads nothing but frame headers (RFC 9113 §4.1), and goes when the first bytes are not HTTP/2. One a connection, on its
 * event loop.
 */
final class FrameWatch extends ChannelInboundHandlerAdapter implements Progress {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    private static final int HEADER = 9;
    private static final int TYPE = 3;
    private static final int FLAGS = 4;
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private final Admission admission;
    private final int most;
    private final LongSupplier nanoTime;
    private final byte[] header = new byte[HEADER];
    private boolean isOther;
    private int prefaceRead;
    private int headerRead;
    private int payloadLeft;
    private boolean blockOpen;
    private long ended;
    private int controls;
    private long windowStart;

    FrameWatch(Admission admission, int most, LongSupplier nanoTime) {
        this.admission = admission;
        this.most = most;
        this.nanoTime = nanoTime;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes && !isOrderly(bytes)) {
            bytes.release();
            admission.cutOff(ctx, Refusal.FRAMES);
            return;
        }
        if (isOther) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(message);
    }

    private boolean isOrderly(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && !isOther) {
            if (prefaceRead < PREFACE.length) {
                isOther = bytes.getByte(at++) != PREFACE[prefaceRead++];
            } else if (payloadLeft > 0) {
                int skipped = Math.min(payloadLeft, bytes.writerIndex() - at);
                at += skipped;
                payloadLeft -= skipped;
                endIfWhole();
            } else if (!isBegun(bytes.getByte(at++))) {
                return false;
            }
        }
        return true;
    }

    /** Takes one more byte of a frame's header; false if this is one frame too many. */
    private boolean isBegun(byte next) {
        header[headerRead++] = next;
        if (headerRead < HEADER) {
            return true;
        }
        headerRead = 0;
        payloadLeft = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | (header[2] & 0xff);
        boolean bounded = !isControl(header[TYPE]) || isWithinMost();
        endIfWhole();
        return bounded;
    }

    private void endIfWhole() {
        if (payloadLeft > 0) {
            return;
        }
        if (header[TYPE] == HEADERS || header[TYPE] == CONTINUATION) {
            blockOpen = (header[FLAGS] & END_HEADERS) == 0;
        }
        if (!blockOpen) {
            ended++;
        }
    }

    /** What content needs, and what the codec bounds itself, is not counted. */
    private static boolean isControl(byte type) {
        return switch (type) {
            case DATA, HEADERS, RST_STREAM, WINDOW_UPDATE, CONTINUATION -> false;
            default -> true;
        };
    }

    private boolean isWithinMost() {
        long now = nanoTime.getAsLong();
        if (controls == 0 || now - windowStart > WINDOW_NANOS) {
            windowStart = now;
            controls = 0;
        }
        return ++controls <= most;
    }

    /** Content is looked after by itself. */
    @Override
    public boolean isWithin() {
        boolean isContent = header[TYPE] == DATA;
        return blockOpen
                || headerRead > 0
                || (payloadLeft > 0 && !isContent)
                || (prefaceRead > 0 && prefaceRead < PREFACE.length);
    }

    @Override
    public long ended() {
        return ended;
    }
}
