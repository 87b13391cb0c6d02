package dev.weir.route;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.Onward;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.TargetUri;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A route's {@link ForwardingRules}, compiled: another beginning of the path, other fields, and the way back.
 *
 * <p>On the way back Location and Content-Location, where they lead into what the origin was asked for, lead to where the
 * client finds the same: redirects work, and what an unsafe request changed (RFC 9111 §4.4) is found under the URI that it
 * is stored under.
 */
final class Passage implements Onward {
    private static final String LOCATION = "Location";
    private static final String CONTENT_LOCATION = "Content-Location";

    private final ForwardingRules rules;
    private final Disguises disguises;
    private final Set<String> replacedInRequest;
    private final Set<String> replacedInResponse;

    private Passage(ForwardingRules rules, Disguises disguises) {
        this.rules = rules;
        this.disguises = disguises;
        this.replacedInRequest = replaced(rules.request());
        this.replacedInResponse = replaced(rules.response());
    }

    static Onward of(ForwardingRules rules, Disguises disguises) {
        boolean same = rules.keepsHost()
                && rules.path().isSame()
                && rules.request().isSame()
                && rules.response().isSame()
                && rules.quiet().equals(USUALLY_QUIET)
                && disguises.areNone();
        return same ? UNCHANGED : new Passage(rules, disguises);
    }

    private static Set<String> replaced(ForwardingRules.Fields fields) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(fields.remove());
        names.addAll(fields.set().keySet());
        return names;
    }

    @Override
    public Duration quiet() {
        return rules.quiet();
    }

    @Override
    public boolean keepsHost() {
        return rules.keepsHost();
    }

    @Override
    public RequestHead asked(RequestHead received) {
        RequestHead request = disguises.off(received);
        RequestHead elsewhere = rules.path().isSame() ? request : request.to(rewritten(request.target()));
        return rules.request().isSame()
                ? elsewhere
                : elsewhere.with(request.method(), edited(request.headers(), replacedInRequest, rules.request()));
    }

    @Override
    public ResponseHead answered(RequestHead request, String asked, ResponseHead response) {
        ResponseHead back = rules.keepsHost() && rules.path().isSame() ? response : led(request, asked, response);
        return rules.response().isSame()
                ? back
                : back.with(edited(back.headers(), replacedInResponse, rules.response()));
    }

    private static FieldLines edited(Headers headers, Set<String> replaced, ForwardingRules.Fields fields) {
        FieldLines.Builder edited = FieldLines.builder();
        headers.forEach((name, value) -> {
            if (!replaced.contains(name)) {
                edited.add(name, value);
            }
        });
        fields.set().forEach(edited::add);
        return edited.build();
    }

    private TargetUri rewritten(TargetUri target) {
        return target.path().startsWith("/")
                ? new TargetUri(target.scheme(), target.authority(), rewritten(target.path()), target.query())
                : target;
    }

    /**
     * The route was chosen by the normal form. The rest goes on as it was received, unless dot segments could lead out of
     * what it is put below.
     */
    private String rewritten(String received) {
        String strip = rules.path().strip();
        String normal = NormalPath.isPlain(received) ? received : NormalPath.of(received);
        String path = beginsWith(received, strip) && segments(received) == segments(normal) ? received : normal;
        String rest = beginsWith(path, strip) ? path.substring(strip.length()) : path;
        String whole = rules.path().add() + rest;
        return whole.isEmpty() ? "/" : whole;
    }

    private static long segments(String path) {
        return path.chars().filter(c -> c == '/').count();
    }

    private static boolean beginsWith(String path, String segments) {
        return path.startsWith(segments)
                && (path.length() == segments.length() || path.charAt(segments.length()) == '/');
    }

    private ResponseHead led(RequestHead request, String asked, ResponseHead response) {
        ResponseHead located = led(LOCATION, request, asked, response);
        return led(CONTENT_LOCATION, request, asked, located);
    }

    private ResponseHead led(String field, RequestHead request, String asked, ResponseHead response) {
        String said = response.headers().get(field);
        String meant = said == null ? null : meant(said, request.target(), asked);
        return meant == null
                ? response
                : response.with(FieldLines.builder()
                        .addAll(response.headers())
                        .set(field, meant)
                        .build());
    }

    /** Null where the reference leads elsewhere, or is relative to the path it came with: that holds for the client, too. */
    private @Nullable String meant(String reference, TargetUri request, String asked) {
        if (reference.startsWith("/") && !reference.startsWith("//")) {
            return rules.path().isSame() ? null : back(reference);
        }
        int authority = reference.indexOf("://") + 3;
        boolean isHttp =
                reference.regionMatches(true, 0, "http://", 0, 7) || reference.regionMatches(true, 0, "https://", 0, 8);
        if (!isHttp || !reference.regionMatches(true, authority, asked, 0, asked.length())) {
            return null;
        }
        String rest = reference.substring(authority + asked.length());
        String path = rest.startsWith("/") ? back(rest) : rest.isEmpty() ? back("/") : null;
        return path == null ? null : request.scheme() + "://" + request.authority() + path;
    }

    /** Null where the client has no path for it. */
    private @Nullable String back(String pathAndQuery) {
        String add = rules.path().add();
        int end = add.length();
        boolean below = pathAndQuery.startsWith(add)
                && (pathAndQuery.length() == end || "/?#".indexOf(pathAndQuery.charAt(end)) >= 0);
        if (!below) {
            return null;
        }
        String path = rules.path().strip() + pathAndQuery.substring(end);
        return path.startsWith("/") ? path : '/' + path;
    }
}
