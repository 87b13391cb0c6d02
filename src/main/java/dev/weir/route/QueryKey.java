package dev.weir.route;

import dev.weir.message.Authority;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of a query that belongs to the cache key: members that count, sorted by name.
 *
 * <p>Servers disagree on what a query says, and a member left out here that the origin reads lets one client choose what
 * others get. Hence each step goes only as far as no common server could tell the difference, unless the operator asked:
 *
 * <ul>
 *   <li><b>Order.</b> Members are sorted by name without regard to case, equal names in their own order. A query that
 *       holds a {@code ;} (a separator to some) or a name with anything but letters, digits, {@code -} and {@code _}
 *       (which servers decode, nest or rename, so that two names may be one) keeps its order.
 *   <li><b>{@code ignore}.</b> A name is compared as it was sent; one in disguise stays in the key.
 *   <li><b>{@code only}.</b> A name is compared decoded, without case, up to a {@code [}, a dot or space as {@code _}: one
 *       in disguise counts.
 *   <li>A member that holds a {@code ;} always counts, for it may hide another, unless no member counts at all.
 *   <li>{@code a} and {@code a=} differ, empty members count, values are kept to the letter, a bare {@code ?} differs from
 *       no query. A query of which nothing is left is none.
 * </ul>
 */
final class QueryKey {
    private final boolean isAll;
    private final boolean isNone;
    private final boolean allCount;
    private final Set<String> only = new HashSet<>();
    private final Set<String> ignored = new HashSet<>();
    private final List<String> ignoredPrefixes = new ArrayList<>();

    QueryKey(KeyRules.Query rules) {
        isAll = rules.all() && rules.only().isEmpty();
        isNone = !rules.all() && rules.only().isEmpty();
        allCount = isAll && rules.ignore().isEmpty();
        rules.only()
                .forEach(name ->
                        only.add(fold(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))));
        for (String name : rules.ignore()) {
            if (name.endsWith("*")) {
                ignoredPrefixes.add(name.substring(0, name.length() - 1));
            } else {
                ignored.add(name);
            }
        }
    }

    /** What counts of a query, or null if nothing does. */
    @Nullable
    String of(@Nullable String query) {
        if (query == null || isNone) {
            return null;
        }
        boolean single = query.indexOf('&') < 0;
        if (single) {
            return counts(Member.of(query)) ? query : null;
        }
        if (allCount && QueryOrder.isKept(query)) {
            return query;
        }
        List<Member> members = members(query, this::counts);
        if (members.isEmpty()) {
            return null;
        }
        if (members.stream().allMatch(Member::mayMove)) {
            members.sort((a, b) -> a.name().compareToIgnoreCase(b.name()));
        }
        return members.stream().map(Member::text).collect(Collectors.joining("&"));
    }

    /** The members that do not count, as they were sent. */
    List<String> leftOut(@Nullable String query) {
        if (query == null) {
            return List.of();
        }
        return members(query, member -> isNone || !counts(member)).stream()
                .map(Member::text)
                .toList();
    }

    private static List<Member> members(String query, Predicate<Member> wanted) {
        List<Member> members = new ArrayList<>();
        for (int start = 0; start <= query.length(); ) {
            int separator = query.indexOf('&', start);
            int end = separator < 0 ? query.length() : separator;
            Member member = Member.of(query.substring(start, end));
            if (wanted.test(member)) {
                members.add(member);
            }
            start = end + 1;
        }
        return members;
    }

    private boolean counts(Member member) {
        return member.mayHideAnother() || ((isAll || only.contains(fold(member.name()))) && !isIgnored(member.name()));
    }

    private boolean isIgnored(String name) {
        if (ignored.contains(name)) {
            return true;
        }
        for (String prefix : ignoredPrefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** One form for all names that some server would take for the same. */
    private static String fold(String name) {
        String decoded = PercentEncoding.octets(name.replace('+', ' ')).strip();
        int nested = decoded.indexOf('[');
        String outer = nested < 0 ? decoded : decoded.substring(0, nested);
        return Authority.lowerCase(outer.replace('.', '_').replace(' ', '_'), outer.length());
    }

    /** One member of a query. */
    private record Member(String text, String name) {
        static Member of(String text) {
            int equals = text.indexOf('=');
            return new Member(text, equals < 0 ? text : text.substring(0, equals));
        }

        boolean mayHideAnother() {
            return text.indexOf(';') >= 0;
        }

        boolean mayMove() {
            return !mayHideAnother() && QueryOrder.isPlain(name, 0, name.length());
        }
    }
}
