package dev.weir.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;

/** Sends a client away that has begun a request's head, or the like, and does not come to its end (slow loris). */
final class HeadWatch implements Watchman.Watched {
    private final Channel connection;
    private final Admission admission;
    private long since;
    private long ended = -1;

    HeadWatch(Channel connection, Admission admission) {
        this.connection = connection;
        this.admission = admission;
    }

    @Override
    public boolean isGone() {
        return !connection.isOpen();
    }

    @Override
    public boolean isOverdue(long nanoTime) {
        Progress progress = connection.pipeline().get(Progress.class);
        if (progress == null || !progress.isWithin()) {
            ended = -1;
            return false;
        }
        if (progress.ended() != ended) {
            ended = progress.ended();
            since = nanoTime;
        }
        return nanoTime - since >= admission.limits().times().head().toNanos();
    }

    /** Nothing is said, for an answer may be on its way to an earlier request; nor does a codec wait for a polite end. */
    @Override
    public void sendAway() {
        ChannelHandlerContext first = connection.pipeline().firstContext();
        if (first != null) {
            admission.cutOff(first, EdgeObserver.Refusal.SLOW_HEAD);
        }
    }
}
