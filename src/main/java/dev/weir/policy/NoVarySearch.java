package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.BooleanItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.jspecify.annotations.Nullable;

/**
 * Which differences between two queries a response says are none (draft-ietf-httpbis-no-vary-search-06, §5, §6).
 *
 * <p>Strict, as the draft is: whatever is not understood makes the whole field as good as absent, since an origin that is
 * misread would answer one question with the answer to another. Two forms that the draft has given up are taken all the
 * same, for browsers document and origins send them, and they can mean but one thing: a bare {@code params} is {@code
 * except=()}, and {@code params, except=("a")} is {@code except=("a")}.
 *
 * @param heedsOrder queries that differ only in the order of their names differ
 * @param exceptNames the names are those that count, else those that do not
 * @param names as a query means them, decoded
 */
public record NoVarySearch(boolean heedsOrder, boolean exceptNames, Set<String> names) {
    private static final String KEY_ORDER = "key-order";
    private static final String PARAMS = "params";
    private static final String EXCEPT = "except";

    /** A longer field is not worth keeping beside every URI. */
    private static final int LONGEST = 4096;

    /** What a response says; null where every query is a resource of its own. */
    public static @Nullable NoVarySearch of(Headers response) {
        String value = fieldOf(response);
        return value == null ? null : parse(value);
    }

    /** The field as it came, its lines combined; null if there is none. */
    public static @Nullable String fieldOf(Headers response) {
        return response.combined(FieldNames.NO_VARY_SEARCH);
    }

    /** The rule that a field's value states; null if it states none. */
    public static @Nullable NoVarySearch parse(String value) {
        Map<String, ListElement<?>> members = value.length() > LONGEST ? Map.of() : members(value);
        Boolean orderIsFree = flag(members.get(KEY_ORDER), false);
        if (orderIsFree == null || members.isEmpty()) {
            return null;
        }
        ListElement<?> params = members.get(PARAMS);
        ListElement<?> except = members.get(EXCEPT);
        if (params == null && except == null) {
            return orderIsFree ? new NoVarySearch(false, false, Set.of()) : null;
        }
        boolean allBut = except != null || Boolean.TRUE.equals(flag(params, false));
        boolean both = except != null && params != null && !Boolean.TRUE.equals(flag(params, false));
        Set<String> names = allBut && except == null ? Set.of() : names(allBut ? except : params);
        return names == null || both ? null : meaning(!orderIsFree, allBut, names);
    }

    /** Null where the rule is that of a response without the field. */
    private static @Nullable NoVarySearch meaning(boolean heedsOrder, boolean exceptNames, Set<String> names) {
        boolean usual = heedsOrder && !exceptNames && names.isEmpty();
        return usual ? null : new NoVarySearch(heedsOrder, exceptNames, names);
    }

    private static Map<String, ListElement<?>> members(String value) {
        try {
            return new Parser(value).parseDictionary().get();
        } catch (ParseException e) {
            return Map.of();
        }
    }

    /** Null if it is no boolean. */
    private static @Nullable Boolean flag(@Nullable ListElement<?> member, boolean absent) {
        if (member == null) {
            return absent;
        }
        return member instanceof BooleanItem flag ? flag.get() : null;
    }

    /** Null if it is no list of strings. */
    private static @Nullable Set<String> names(@Nullable ListElement<?> member) {
        if (!(member instanceof InnerList list)) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (Item<?> item : list.get()) {
            if (!(item instanceof StringItem name)) {
                return null;
            }
            names.add(UrlEncoded.decode(name.get()));
        }
        return Set.copyOf(names);
    }

    /**
     * The one form that all queries have which this rule does not tell apart, and no other query has.
     *
     * @param query as it was sent; null if there is none, which is the same as an empty one
     */
    public String canonical(@Nullable String query) {
        List<UrlEncoded.Pair> counted = new ArrayList<>(UrlEncoded.pairs(query == null ? "" : query));
        counted.removeIf(pair -> names.contains(pair.name()) != exceptNames);
        if (!heedsOrder) {
            counted.sort(Comparator.comparing(UrlEncoded.Pair::name));
        }
        return counted.stream().map(UrlEncoded.Pair::encode).collect(Collectors.joining("&"));
    }
}
