package dev.weir.redis;

import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be said of a failed command. The client's own messages can repeat a whole request, secrets included. */
final class ErrorReply {
    private static final Pattern KIND = Pattern.compile("^([A-Z]{3,20})\\b");
    private static final String BROKEN = "CONNECTION_CLOSED";

    private ErrorReply() {}

    /** Whether Redis itself replied with the error, so that the connection is sound. */
    static boolean isFromServer(Throwable failure) {
        return failure instanceof Response && !BROKEN.equals(failure.getMessage());
    }

    /** Whether Redis replied with an error of that kind, its first word. */
    static boolean is(Throwable failure, String kind) {
        String message = failure.getMessage();
        return isFromServer(failure) && message != null && message.startsWith(kind);
    }

    /** What Redis refused a command with; null where the connection failed. */
    static @Nullable ErrorKind kind(Throwable failure) {
        return isFromServer(failure) ? ErrorKind.of(String.valueOf(failure.getMessage())) : null;
    }

    /** A description without anything that was sent. */
    static String describe(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (isFromServer(failure)) {
            Matcher kind = KIND.matcher(message);
            return kind.find() ? "Redis replied " + kind.group(1) : "Redis replied with an error";
        }
        if (failure instanceof Response) {
            return "connection closed";
        }
        return failure instanceof IOException ? message : failure.getClass().getSimpleName();
    }
}
