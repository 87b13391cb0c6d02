package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.policy.CachingRules.Coding;
import dev.weir.policy.CachingRules.Compression;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which content coding the gateway gives a response that its origin sent without one (RFC 9110 §8.4, §12.5.3).
 *
 * <p>A coded response is a variant like any other: it says {@code Vary: Accept-Encoding}, and so does the one that stays
 * as it is for clients that take no coding. Negotiation therefore comes first: the request's own Accept-Encoding is
 * replaced by one of the four spellings of {@link AcceptedCodings}, which selects the variant, goes to the origin with the fill, and tells the coding
 * of what comes back. Whatever coding the origin chooses of that spelling suits all clients it stands for.
 */
public final class ContentCoding {
    private static final String IDENTITY = "identity";
    private static final Set<String> CONTENTS_OWN =
            HopByHop.ignoringCase(List.of(FieldNames.CONTENT_LENGTH, FieldNames.ACCEPT_RANGES, FieldNames.ETAG));

    private ContentCoding() {}

    /** The same request, asking for what it is given; as it is where nothing of what the route offers suits it. */
    public static RequestHead negotiate(RequestHead client, CachingRules rules) {
        Compression compression = rules.compression();
        if (compression == null) {
            return client;
        }
        AcceptEncoding accepted = AcceptEncoding.of(client.headers());
        Coding best = accepted.best(compression.codings());
        if (best == null) {
            return client;
        }
        boolean plain = accepted.prefersIdentityTo(best) || forbidsTransform(client.headers());
        return client.with(client.method(), new Negotiated(client.headers(), plain ? IDENTITY : best.asked()));
    }

    /** The coding that a negotiated request stands for, by the value under which its answer is filed; null if none. */
    public static @Nullable Coding of(RequestHead negotiated, Compression compression) {
        String asked = AcceptedCodings.of(negotiated.headers());
        for (Coding coding : compression.codings()) {
            if (coding.asked().equals(asked)) {
                return coding;
            }
        }
        return null;
    }

    /**
     * Whether a response gets a coding where its client takes one. Nothing that has one, or whose sender forbids it, or
     * whose digest it would belie; and no part of a whole.
     *
     * @param length of the content in bytes; negative if it is not known
     */
    public static boolean suits(ResponseHead response, long length, Compression compression) {
        Headers headers = response.headers();
        return response.status() != 206
                && !response.forbidsContent()
                && (length < 0 || length >= compression.minSize())
                && !headers.contains(FieldNames.CONTENT_ENCODING)
                && !headers.contains("Content-MD5")
                && !headers.contains("Content-Digest")
                && !headers.contains("Repr-Digest")
                && !headers.contains("Digest")
                && !forbidsTransform(headers)
                && isOfType(headers, compression.types());
    }

    /** The head of the response as the variant of a coding, or of none. */
    public static ResponseHead code(ResponseHead response, @Nullable Coding coding) {
        Headers before = response.headers();
        FieldLines.Builder coded = FieldLines.builder();
        if (coding == null) {
            coded.addAll(before);
        } else {
            before.forEach((name, value) -> {
                if (!CONTENTS_OWN.contains(name)) {
                    coded.add(name, value);
                }
            });
            before.all(FieldNames.ETAG).forEach(tag -> coded.add(FieldNames.ETAG, CodedTags.of(tag, coding)));
            coded.add(FieldNames.CONTENT_ENCODING, coding.token());
            coded.add(FieldNames.ACCEPT_RANGES, "none");
        }
        if (!variesByCoding(before)) {
            coded.add(FieldNames.VARY, FieldNames.ACCEPT_ENCODING);
        }
        return response.with(coded.build());
    }

    static boolean variesByCoding(Headers response) {
        return Text.pieces(response.all(FieldNames.VARY), ',').stream()
                .anyMatch(name -> name.equalsIgnoreCase(FieldNames.ACCEPT_ENCODING));
    }

    /** In any spelling: what looks like the directive is taken for it. */
    private static boolean forbidsTransform(Headers headers) {
        if (headers.get(FieldNames.CACHE_CONTROL) == null) {
            return false;
        }
        return headers.all(FieldNames.CACHE_CONTROL).stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("no-transform"));
    }

    private static boolean isOfType(Headers response, List<String> types) {
        List<String> lines = response.all(FieldNames.CONTENT_TYPE);
        if (lines.size() != 1) {
            return false;
        }
        int parameters = lines.get(0).indexOf(';');
        String type = Text.trim(parameters < 0 ? lines.get(0) : lines.get(0).substring(0, parameters))
                .toLowerCase(Locale.ROOT);
        // Events are read as they come; a coder would hold them back until it has enough.
        return !type.equals("text/event-stream") && types.stream().anyMatch(pattern -> matches(type, pattern));
    }

    private static boolean matches(String type, String pattern) {
        if (pattern.startsWith("*")) {
            return type.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    /** The client's fields but for one; a view, so that a hit copies nothing. */
    private record Negotiated(Headers client, String codings) implements Headers {
        @Override
        public @Nullable String get(String name) {
            return name.equalsIgnoreCase(FieldNames.ACCEPT_ENCODING) ? codings : client.get(name);
        }

        @Override
        public List<String> all(String name) {
            return name.equalsIgnoreCase(FieldNames.ACCEPT_ENCODING) ? List.of(codings) : client.all(name);
        }

        @Override
        public void forEach(BiConsumer<String, String> visitor) {
            client.forEach((name, value) -> {
                if (!name.equalsIgnoreCase(FieldNames.ACCEPT_ENCODING)) {
                    visitor.accept(name, value);
                }
            });
            visitor.accept(FieldNames.ACCEPT_ENCODING, codings);
        }
    }
}
