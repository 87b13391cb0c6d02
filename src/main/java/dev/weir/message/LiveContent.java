package dev.weir.message;

/** Content that is sent as things happen, so that silence means nothing: server-sent events, gRPC. */
final class LiveContent {
    private static final String EVENTS = "text/event-stream";
    private static final String GRPC = "application/grpc";

    private LiveContent() {}

    static boolean isAnnouncedBy(Headers fields) {
        String type = fields.get("content-type");
        return type != null && (begins(type, EVENTS) || begins(type, GRPC));
    }

    private static boolean begins(String type, String name) {
        return type.regionMatches(true, 0, name, 0, name.length());
    }
}
