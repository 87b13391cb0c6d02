package dev.weir.message;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A complete response that was stored, with what is needed to decide on its reuse.
 *
 * @param fillId identifies the fill that stored or last freshened it; random, so that two gateways never agree by chance
 * @param fence purge-log position before the origin was asked
 * @param key full key it was stored under; compared on every read
 * @param selecting request fields that selected it; compared on every read
 * @param groups names of the groups it belongs to (RFC 9875), by which it can be purged; without repeats
 * @param body whole content; shared, never written to
 */
public record StoredResponse(
        long fillId,
        Fence fence,
        CacheKey key,
        Selecting selecting,
        List<String> groups,
        ResponseHead head,
        Buffer body,
        Terms terms) {
    /** The same response with other fields. */
    public StoredResponse with(ResponseHead other) {
        return new StoredResponse(fillId, fence, key, selecting, groups, other, body, terms);
    }

    /** The same response, its content arrived. */
    public StoredResponse with(Buffer whole) {
        return new StoredResponse(fillId, fence, key, selecting, groups, head, whole, terms);
    }

    /** Of its content, in bytes. */
    public int length() {
        return body.length();
    }

    /** The same response, to be reused on other terms. */
    public StoredResponse on(Terms other) {
        return new StoredResponse(fillId, fence, key, selecting, groups, head, body, other);
    }

    /** The same response, selected by other fields. */
    public StoredResponse selectedBy(Selecting other) {
        return new StoredResponse(fillId, fence, key, other, groups, head, body, terms);
    }

    /** The same response, filed under another key. */
    public StoredResponse under(CacheKey other) {
        return new StoredResponse(fillId, fence, other, selecting, groups, head, body, terms);
    }
}
