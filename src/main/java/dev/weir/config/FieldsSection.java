package dev.weir.config;

import dev.weir.route.ForwardingRules.Fields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code request-fields} or {@code response-fields}: which are set, which are removed. Those that the gateway itself writes,
 * or that tell how the message is read, are refused.
 */
final class FieldsSection {
    private static final String CONNECTION = "another field: this one belongs to a single connection";
    private static final String FRAMING = "another field: this one says where the message ends";
    private static final String PEER = "another field: who the client is stands under listen.forwarded";
    private static final String GATEWAY = "another field: this one tells of gateways on the way";
    private static final String VALIDATOR = "another field: preconditions and ranges are the gateway's own";

    private static final Map<String, String> OF_REQUESTS = refused(Map.of(
            FRAMING,
            List.of("Content-Length", "Transfer-Encoding", "Trailer", "Expect", "Content-Encoding"),
            CONNECTION,
            List.of("Connection", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade", "HTTP2-Settings"),
            PEER,
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto"),
            GATEWAY,
            List.of("Via", "Max-Forwards"),
            VALIDATOR,
            List.of("If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Range"),
            "host: keep or origin instead",
            List.of("Host")));

    private static final Map<String, String> OF_RESPONSES = refused(Map.of(
            FRAMING,
            List.of("Content-Length", "Transfer-Encoding", "Trailer", "Content-Encoding", "Content-Range"),
            CONNECTION,
            List.of("Connection", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade"),
            GATEWAY,
            List.of("Via", "Cache-Status"),
            "another field: the gateway counts a response's age itself",
            List.of("Age", "Date")));

    /** What may be taken out of a response, and not be written for all of them alike. */
    private static final Map<String, String> ONLY_REMOVED = refused(Map.of(
            "another field: one value for every response would make different ones the same",
            List.of("ETag", "Last-Modified", "Content-Location", "Location")));

    private final Map<String, String> refused;
    private final Map<String, String> onlyRemoved;

    private FieldsSection(Map<String, String> refused, Map<String, String> onlyRemoved) {
        this.refused = refused;
        this.onlyRemoved = onlyRemoved;
    }

    static Fields ofRequest(Section fields) {
        return new FieldsSection(OF_REQUESTS, Map.of()).read(fields);
    }

    static Fields ofResponse(Section fields) {
        return new FieldsSection(OF_RESPONSES, ONLY_REMOVED).read(fields);
    }

    private static Map<String, String> refused(Map<String, List<String>> namesByReason) {
        Map<String, String> reasons = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        namesByReason.forEach((reason, names) -> names.forEach(name -> reasons.put(name, reason)));
        return reasons;
    }

    private Fields read(Section fields) {
        Map<String, String> set = fields.section("set", this::set);
        Set<String> removed = new HashSet<>();
        for (Value name : fields.at("remove").items()) {
            name.as(Texts.FIELD)
                    .filter(text -> isTaken(name, text, refused.get(text)))
                    .ifPresent(removed::add);
        }
        return Fields.SAME.then(new Fields(Set.copyOf(removed), set));
    }

    private Map<String, String> set(Section fields) {
        Map<String, String> set = new LinkedHashMap<>();
        fields.entries(Texts.FIELD_AS_WRITTEN)
                .forEach((name, value) -> value.as(Texts.SECRET_FIELD_VALUE)
                        .filter(text ->
                                isTaken(value, name, refused.getOrDefault(name, onlyRemoved.getOrDefault(name, ""))))
                        .ifPresent(text -> set.put(name, text)));
        return set;
    }

    private static boolean isTaken(Value value, String name, @Nullable String reason) {
        if (reason == null || reason.isEmpty()) {
            return true;
        }
        value.report(name, reason);
        return false;
    }
}
