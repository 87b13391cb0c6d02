package dev.weir.invalidation;

import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import io.vertx.core.Future;
import java.util.List;

/**
 * Takes out what is stored for the URIs and groups that an unsafe request has changed (RFC 9111 §4.4, RFC 9875 §3).
 *
 * <p>Called on any event loop, completes there and never fails: what is unreachable cannot be taken out, and the change
 * has been made all the same. The client is answered after that, so that its next request sees what it changed.
 */
@FunctionalInterface
public interface Invalidator {
    /**
     * Invalidates the responses to safe requests for these URIs and of these groups.
     *
     * @param cause the unsafe request, whose other fields tell which responses its own client would get
     * @param groups names within the origin of the request's target URI
     */
    Future<Invalidated> invalidate(RequestHead cause, List<TargetUri> uris, List<String> groups);
}
