package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.policy.CachingRules.Coding;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of coded variants: the origin's {@code "v1"} is {@code "v1-weir-gzip"} of the variant in gzip, since two
 * codings of one representation must not share a strong tag (RFC 9110 §8.8.3.3).
 *
 * <p>The way back loses nothing, so that the origin is only ever asked about tags of its own. A strong tag stays strong,
 * for clients compare by it what they are about to change; ranges, where two codings of the same bytes by two versions of
 * a coder could be mixed up, are not given of a coded variant.
 */
public final class CodedTags {
    private static final String MARK = "-weir-";
    private static final Set<String> ANSWERED_BY_TAG =
            HopByHop.ignoringCase(List.of(FieldNames.IF_MATCH, FieldNames.IF_NONE_MATCH));

    private CodedTags() {}

    /** What is no tag stays as it is. */
    static String of(String tag, Coding coding) {
        return EntityTags.isValid(tag) ? tag.substring(0, tag.length() - 1) + MARK + coding.token() + '"' : tag;
    }

    /** A request that is passed, its preconditions about the origin's own tags. */
    public static RequestHead restore(RequestHead client, CachingRules rules) {
        if (rules.compression() == null) {
            return client;
        }
        boolean any = ANSWERED_BY_TAG.stream()
                .anyMatch(name -> client.headers().all(name).stream().anyMatch(line -> line.contains(MARK)));
        if (!any) {
            return client;
        }
        FieldLines.Builder restored = FieldLines.builder();
        client.headers()
                .forEach((name, value) -> restored.add(name, ANSWERED_BY_TAG.contains(name) ? restore(value) : value));
        return client.with(client.method(), restored.build());
    }

    /** Any number of tags, each as the origin made it. */
    static String restore(String tags) {
        if (!tags.contains(MARK)) {
            return tags;
        }
        String restored = tags;
        for (Coding coding : Coding.values()) {
            restored = restored.replace(MARK + coding.token() + '"', "\"");
        }
        return restored;
    }

    /**
     * What a 304 says of a stored response, in the terms of its variant: its tag, its Vary, and that it has no ranges.
     * The same fields where the stored response is as the origin sent it.
     */
    static Headers freshening(Headers stored, Headers update) {
        String tag = stored.get(FieldNames.ETAG);
        boolean coded = tag != null && !restore(tag).equals(tag);
        boolean varies = ContentCoding.variesByCoding(stored) && update.contains(FieldNames.VARY);
        if (!coded && !varies) {
            return update;
        }
        FieldLines.Builder told = FieldLines.builder();
        update.forEach((name, value) -> {
            if (!coded || !name.equalsIgnoreCase(FieldNames.ACCEPT_RANGES)) {
                told.add(name, name.equalsIgnoreCase(FieldNames.ETAG) ? variant(value, tag) : value);
            }
        });
        if (varies && !ContentCoding.variesByCoding(update)) {
            told.add(FieldNames.VARY, FieldNames.ACCEPT_ENCODING);
        }
        return told.build();
    }

    private static String variant(String told, @Nullable String stored) {
        return stored != null && restore(stored).equals(Text.trim(told)) ? stored : told;
    }
}
