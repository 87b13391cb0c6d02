package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import java.util.List;
import java.util.Set;

/**
 * Which fields may follow a message's content (RFC 9110 §6.5.1): none that says how the message is framed, routed, kept,
 * shown to be from somebody, or read. A recipient that met one of these behind the content could take it for a field of the
 * head, after all decisions by the head were made.
 */
public final class TrailerFields {
    private static final Set<String> NEVER = HopByHop.ignoringCase(List.of(
            "Age",
            "Authorization",
            "Cache-Control",
            "Cache-Status",
            "CDN-Cache-Control",
            "Content-Encoding",
            "Content-Length",
            "Content-Location",
            "Content-Range",
            "Content-Type",
            "Cookie",
            "Date",
            "Expect",
            "Expires",
            "Host",
            "HTTP2-Settings",
            "Location",
            "Max-Forwards",
            "Pragma",
            "Range",
            "Retry-After",
            "Set-Cookie",
            "Set-Cookie2",
            "Surrogate-Control",
            "Vary",
            "Via",
            "WWW-Authenticate"));

    private TrailerFields() {}

    public static FieldLines passed(Headers received) {
        return HopByHop.strip(received, NEVER);
    }

    /** Whether a client takes what follows the content, by its TE (RFC 9110 §10.1.4). */
    public static boolean areTaken(Headers request) {
        return Text.pieces(request.all(FieldNames.TE), ',').stream()
                .anyMatch(coding -> Text.trim(coding.split(";", 2)[0]).equalsIgnoreCase("trailers"));
    }
}
