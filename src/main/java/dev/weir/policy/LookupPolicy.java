package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import java.util.List;

/**
 * Whether a request may be answered from what is stored, and may lead a fill.
 *
 * <p>A request whose response could not be stored never leads, since followers would wait for nothing. A request with
 * Authorization is looked up: {@link StorePolicy} stores only what may be reused for it. {@code no-cache} is looked up
 * too: it asks for validation, and the outcome may be stored.
 *
 * <p>If-Match and If-Unmodified-Since are the origin's to evaluate (RFC 9111 §4.3.2): what is stored may not be what it
 * would compare with.
 */
public final class LookupPolicy {
    private static final LookupDecision LOOK_UP = new LookupDecision.LookUp();
    private static final LookupDecision METHOD = new LookupDecision.Pass(ForwardReason.METHOD);
    private static final LookupDecision BYPASS = new LookupDecision.Pass(ForwardReason.BYPASS);
    private static final LookupDecision REQUEST = new LookupDecision.Pass(ForwardReason.REQUEST);

    private LookupPolicy() {}

    public static LookupDecision decide(RequestHead request, CachingRules rules) {
        Headers headers = request.headers();
        boolean keyedByContent = request.isQuery() || (request.method().equals("POST") && mayAsk(headers, rules));
        if (!keyedByContent && (!request.isGetOrHead() || carriesContent(headers))) {
            return METHOD;
        }
        if (isBypassed(headers, rules.bypass())) {
            return BYPASS;
        }
        if (HopByHop.hidesField(headers) || asksTheOrigin(headers)) {
            return REQUEST;
        }
        return keyedByContent ? new LookupDecision.ReadContent(rules.content().most()) : LOOK_UP;
    }

    /** Whether the request lets the origin be asked at all (RFC 9111 §5.2.1.7). */
    public static boolean mayForward(RequestHead request) {
        return !RequestDirectives.of(request.headers()).onlyIfCached();
    }

    /** The second question, once the content is there: whether the request must be passed because of it. */
    public static boolean mayChange(RequestHead request, byte[] content) {
        return !request.isQuery() && Mutations.mayBeIn(request.headers(), content);
    }

    /** Preconditions of a POST are about what it changes, so that one with them is taken for such. */
    private static boolean mayAsk(Headers headers, CachingRules rules) {
        return rules.content().ofPost()
                && headers.get(FieldNames.IF_MATCH) == null
                && headers.get(FieldNames.IF_NONE_MATCH) == null
                && headers.get(FieldNames.IF_UNMODIFIED_SINCE) == null
                && !Mutations.areOpaque(headers);
    }

    /** Content of a GET has no defined meaning (RFC 9110 §9.3.1), but an origin may let it shape the response. */
    private static boolean carriesContent(Headers headers) {
        if (headers.get(FieldNames.TRANSFER_ENCODING) != null) {
            return true;
        }
        String length = headers.get(FieldNames.CONTENT_LENGTH);
        return length != null
                && !(length.equals("0")
                        && headers.all(FieldNames.CONTENT_LENGTH).size() == 1);
    }

    private static boolean isBypassed(Headers headers, CachingRules.Bypass bypass) {
        List<String> names = bypass.headers();
        for (int i = 0; i < names.size(); i++) {
            if (headers.get(names.get(i)) != null) {
                return true;
            }
        }
        return CookieNames.anyOf(bypass.cookies(), headers);
    }

    /** With {@code only-if-cached} nothing is forwarded, so that {@code no-store} and preconditions have no object. */
    private static boolean asksTheOrigin(Headers headers) {
        RequestDirectives directives = RequestDirectives.of(headers);
        boolean must = directives.noStore()
                || headers.get(FieldNames.IF_MATCH) != null
                || headers.get(FieldNames.IF_UNMODIFIED_SINCE) != null;
        return must && !directives.onlyIfCached();
    }
}
