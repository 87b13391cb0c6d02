package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoredResponse;
import dev.weir.policy.ResponseDirectives.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The head of a response as clients get it: without the fields addressed to this gateway, and with the freshness that the
 * route gives browsers ({@code browser-ttl}).
 *
 * <p>A browser counts a response's age against its lifetime, so that what is left to it is added to the age; nothing is
 * left where the response is stale here. What tells browsers to keep nothing, or to ask first, stays; and so does what
 * comes with an error, which must not outlive its cause.
 */
public final class ClientHead {
    private static final Set<String> ADDRESSED_HERE =
            HopByHop.ignoringCase(List.of(FieldNames.WEIR_CACHE_CONTROL, FieldNames.SURROGATE_CONTROL));

    private static final String MAX_AGE = "max-age";

    private ClientHead() {}

    /** Of the origin's response to one request that was passed. */
    public static ResponseHead passed(ResponseHead received) {
        return received.with(HopByHop.strip(received.headers(), ADDRESSED_HERE));
    }

    /** Of a stored response; its own head where nothing is to be changed. */
    public static ResponseHead of(StoredResponse stored, CachingRules rules, Instant now) {
        ResponseHead head = stored.head();
        Duration browser = rules.ttls().browser();
        FieldLines fields = FieldLines.copyOf(head.headers());
        if (fields.contains(FieldNames.WEIR_CACHE_CONTROL) || fields.contains(FieldNames.SURROGATE_CONTROL)) {
            fields = fields.without(ADDRESSED_HERE::contains);
        }
        if (browser != null && StatusCodes.isHeuristicallyCacheable(head.status()) && mayKeep(fields)) {
            Duration left = stored.terms().isFresh(now) ? browser : Duration.ZERO;
            fields = keptFor(stored.terms().currentAge(now).toSeconds() + left.toSeconds(), fields);
        }
        return fields.equals(head.headers()) ? head : head.with(fields);
    }

    private static boolean mayKeep(Headers fields) {
        Set<Flag> flags =
                ResponseDirectives.of(fields.all(FieldNames.CACHE_CONTROL)).flags();
        return !flags.contains(Flag.NO_STORE)
                && !flags.contains(Flag.NO_CACHE)
                && !flags.contains(Flag.PRIVATE)
                && !flags.contains(Flag.BROKEN);
    }

    private static FieldLines keptFor(long seconds, FieldLines fields) {
        OtherDirectives others = new OtherDirectives();
        DirectiveReader.read(fields.all(FieldNames.CACHE_CONTROL), others);
        others.rendered.add(MAX_AGE + '=' + seconds);
        return FieldLines.builder()
                .addAll(fields)
                .remove(FieldNames.EXPIRES)
                .set(FieldNames.CACHE_CONTROL, others.rendered.toString())
                .build();
    }

    /** Every directive as it came, but for the one max-age that replaces all. */
    private static final class OtherDirectives implements DirectiveReader.Sink {
        private final StringJoiner rendered = new StringJoiner(", ");

        @Override
        public void directive(String name, @Nullable String argument) {
            if (!name.equals(MAX_AGE)) {
                rendered.add(argument == null ? name : name + '=' + argument);
            }
        }

        @Override
        public void quoted(String name, String argument) {
            if (!name.equals(MAX_AGE)) {
                rendered.add(name + "=\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            }
        }

        @Override
        public void broken() {}
    }
}
