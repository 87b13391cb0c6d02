package dev.weir.message;

/** Status and fields of a final response. */
public record ResponseHead(int status, Headers headers) {
    /** Statuses that never carry content (RFC 9110 §6.4.1). */
    public boolean forbidsContent() {
        return status == 204 || status == 304 || status < 200;
    }

    /** Whether its content is sent as things happen, so that silence means nothing: server-sent events, gRPC. */
    public boolean isStream() {
        return LiveContent.isAnnouncedBy(headers);
    }

    public ResponseHead with(Headers other) {
        return new ResponseHead(status, other);
    }
}
