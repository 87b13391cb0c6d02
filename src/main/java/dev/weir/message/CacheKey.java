package dev.weir.message;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The canonical primary cache key of a resource (RFC 9111 §2): method class, target URI, selected fields, digest of the
 * key rules. Two requests with equal text may share stored responses; the text is kept whole in every stored value and
 * compared on every read.
 *
 * <p>A response that says by No-Vary-Search that its URI has many queries is filed under a key that stands for all of
 * them: behind its URI there is {@code n:} and the mark of the {@link SearchIndex} that leads to it. No client can write
 * that, since spaces are escaped. Whoever takes out what answers a URI has to take those keys for candidates whatever
 * their query is: {@link #standsForQueries} tells them, {@link #withoutQuery} the URI that they share.
 */
public record CacheKey(String text) {
    private static final String MARK = " n:";

    /** Whether the key stands for all queries that are the same by No-Vary-Search. */
    public boolean standsForQueries() {
        return text.startsWith(MARK, uriEnd());
    }

    /** The query of the URI as far as it counts, in clear; null if there is none. */
    public @Nullable String query() {
        int end = uriEnd();
        int mark = text.indexOf('?');
        return mark < 0 || mark > end ? null : KeyText.clear(text.substring(mark + 1, end));
    }

    /** The key that a request for the same URI without a query would have. */
    public CacheKey withoutQuery() {
        int end = uriEnd();
        int mark = text.indexOf('?');
        String uri = text.substring(0, mark < 0 || mark > end ? end : mark);
        return new CacheKey(uri + text.substring(standsForQueries() ? wordEnd(end + 1) : end));
    }

    /**
     * The key that stands for all queries which are the same as one.
     *
     * @param query the one form that they all share
     * @param mark of the index that leads to it
     */
    public CacheKey standingFor(String query, long mark) {
        CacheKey bare = withoutQuery();
        int end = bare.uriEnd();
        String written = query.isEmpty() ? "" : '?' + KeyText.escape(query, "");
        return new CacheKey(bare.text.substring(0, end)
                + written
                + MARK
                + HexFormat.of().toHexDigits(mark)
                + bare.text.substring(end));
    }

    /** Where the URI, which is the second word, ends. */
    private int uriEnd() {
        return wordEnd(text.indexOf(' ') + 1);
    }

    private int wordEnd(int from) {
        int space = text.indexOf(' ', from);
        return space < 0 ? text.length() : space;
    }

    @Override
    public String toString() {
        return text;
    }
}
