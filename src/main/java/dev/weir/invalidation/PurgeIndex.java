package dev.weir.invalidation;

import dev.weir.invalidation.PurgeObserver.Kind;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What was purged, in memory that never grows: a floor for everything, a bounded list of prefixes, and the newest purge of
 * each URI and each group in two tables of fixed size.
 *
 * <p>It knows the <em>newest</em> purge of each name only. A response is judged by that one even if it is newer than the
 * request that asks: forgetting too much costs a fill, too little is a lie. For the same reason two names may share a slot
 * ({@link PurgeIndexSlots}), and a prefix that no longer fits into the list becomes a floor.
 *
 * <p>Writers exclude each other. Readers take no lock: a writer changes the tables first and the applied position last
 * (release), so that whoever reads the position (acquire) and then the tables sees every purge up to it.
 */
public final class PurgeIndex implements Purges {
    /** A million slots, 18 MiB. */
    private static final int URI_BITS = 17;

    /** 1 MiB: they matter to keys of several queries alone. */
    private static final int PATH_BITS = 13;

    /** Behind the URI of a key that stands for several queries (No-Vary-Search). */
    private static final String SEVERAL_QUERIES = " n:";

    private final Filing filing;
    private final KeyedHash hash;
    private final PurgeIndexSlots uris = new PurgeIndexSlots(URI_BITS);
    private final PurgeIndexSlots groups = new PurgeIndexSlots(URI_BITS);
    private final PurgeIndexSlots paths = new PurgeIndexSlots(PATH_BITS);
    private final PurgeWatches watches = new PurgeWatches();
    private volatile PurgeIndexPrefixes prefixes = PurgeIndexPrefixes.NONE;
    private volatile long hardFloor;
    private volatile long anyFloor;
    private volatile Fence applied = Fence.START;

    /** @param k0 random, as is {@code k1}: which names share a slot must not be foreseen */
    public PurgeIndex(long k0, long k1, Filing filing) {
        this.hash = new KeyedHash(k0, k1);
        this.filing = filing;
    }

    @Override
    public Fence applied() {
        return applied;
    }

    /**
     * Applies one entry of the log.
     *
     * @param id above all applied before; one that is not counts as the next after them, so that no fence hides it
     * @return the id that it counts as
     */
    public synchronized long apply(long id, Purge purge) {
        long position = Math.max(id, applied.position() + 1);
        for (Subject subject : purge.subjects()) {
            put(subject, position, purge.soft());
        }
        applied = new Fence(position);
        watches.look(this);
        return position;
    }

    /** Forgets all that was fetched before the entry {@code id}, which is about to be applied: what stood before it is unknown. */
    public synchronized void forgetBefore(long id) {
        raise(id, false);
        watches.blur();
    }

    @Override
    public synchronized PurgeWatch watch(CacheKey resource, List<String> names, Fence arrival) {
        return watches.begin(resource, names, arrival, this);
    }

    private void put(Subject subject, long id, boolean soft) {
        switch (subject) {
            case Subject.Uri uri -> filing.uris(uri.uri()).forEach(text -> putUri(text, id, soft));
            case Subject.Group group -> groups.put(hashOf(group), id, soft);
            case Subject.Prefix prefix -> put(filing.prefix(prefix.prefix()), id, soft);
            case Subject.All all -> raise(id, soft);
        }
    }

    private void putUri(String text, long id, boolean soft) {
        uris.put(hash.of(text), id, soft);
        paths.put(hash.of(text, 0, pathEnd(text, 0, text.length())), id, soft);
    }

    private long hashOf(Subject.Group group) {
        long name = hash.of(group.name());
        return group.origin() == null ? name : KeyedHash.both(name, hash.of(group.origin()));
    }

    private void put(String prefix, long id, boolean soft) {
        PurgeIndexPrefixes longer = prefixes.with(prefix, id, soft);
        if (longer.isTooLong()) {
            raise(longer.oldest().hard(), false);
            raise(longer.oldest().any(), true);
            longer = longer.withoutOldest();
        }
        prefixes = longer;
    }

    private void raise(long id, boolean soft) {
        anyFloor = Math.max(anyFloor, id);
        if (!soft) {
            hardFloor = Math.max(hardFloor, id);
        }
    }

    /** One comparison where the response is newer than all purges; no allocation in any case. */
    @Override
    public Verdict verdict(StoredResponse stored, Fence position) {
        long fence = stored.fence().position();
        if (position.position() <= fence) {
            return Verdict.NONE;
        }
        return position.isUnknown() ? Verdict.HARD : verdict(stored, fence);
    }

    private Verdict verdict(StoredResponse stored, long fence) {
        if (hardFloor > fence) {
            return Verdict.HARD;
        }
        String key = stored.key().text();
        int from = uriStart(key);
        int to = uriEnd(key, from);
        PurgeIndexSlots names = names(key, to);
        long name = name(key, from, to);
        if (names.hard(name) > fence || prefixes.hardAbove(fence, key, from) > 0) {
            return Verdict.HARD;
        }
        boolean soft = anyFloor > fence || names.any(name) > fence || prefixes.anyAbove(fence, key, from) > 0;
        Verdict byGroup = byGroup(stored.groups(), fence, hash.of(key, from, originEnd(key, from, to)));
        return byGroup == Verdict.NONE && soft ? Verdict.SOFT : byGroup;
    }

    private Verdict byGroup(List<String> names, long fence, long origin) {
        boolean soft = false;
        for (int i = 0; i < names.size(); i++) {
            long everywhere = hash.of(names.get(i));
            long here = KeyedHash.both(everywhere, origin);
            if (groups.hard(everywhere) > fence || groups.hard(here) > fence) {
                return Verdict.HARD;
            }
            soft |= groups.any(everywhere) > fence || groups.any(here) > fence;
        }
        return soft ? Verdict.SOFT : Verdict.NONE;
    }

    @Override
    public Fence newest(CacheKey resource, List<String> groupNames) {
        String key = resource.text();
        int from = uriStart(key);
        int to = uriEnd(key, from);
        long newest = Math.max(anyFloor, prefixes.anyAbove(0, key, from));
        newest = Math.max(newest, names(key, to).any(name(key, from, to)));
        long origin = hash.of(key, from, originEnd(key, from, to));
        for (String group : groupNames) {
            long everywhere = hash.of(group);
            newest = Math.max(newest, groups.any(everywhere));
            newest = Math.max(newest, groups.any(KeyedHash.both(everywhere, origin)));
        }
        return newest == 0 ? Fence.START : new Fence(newest);
    }

    @Override
    public List<PurgeMatch> matching(CacheKey resource, List<String> groupNames) {
        String key = resource.text();
        int from = uriStart(key);
        int to = uriEnd(key, from);
        List<PurgeMatch> matching = new ArrayList<>();
        add(matching, new PurgeMatch(Kind.ALL, "", hardFloor, anyFloor));
        PurgeIndexSlots names = names(key, to);
        long name = name(key, from, to);
        add(matching, new PurgeMatch(Kind.URL, key.substring(from, to), names.hard(name), names.any(name)));
        prefixes.of(key, from)
                .forEach(
                        entry -> add(matching, new PurgeMatch(Kind.PREFIX, entry.prefix(), entry.hard(), entry.any())));
        long origin = hash.of(key, from, originEnd(key, from, to));
        for (String group : groupNames) {
            long everywhere = hash.of(group);
            long here = KeyedHash.both(everywhere, origin);
            long hard = Math.max(groups.hard(everywhere), groups.hard(here));
            add(matching, new PurgeMatch(Kind.GROUP, group, hard, Math.max(groups.any(everywhere), groups.any(here))));
        }
        return matching;
    }

    private static void add(List<PurgeMatch> matching, PurgeMatch match) {
        if (match.any() > 0) {
            matching.add(match);
        }
    }

    /** A key of several queries stands for any of its path: a purge of one of them takes it for one that it matches. */
    private PurgeIndexSlots names(String key, int to) {
        return key.startsWith(SEVERAL_QUERIES, to) ? paths : uris;
    }

    private long name(String key, int from, int to) {
        return hash.of(key, from, key.startsWith(SEVERAL_QUERIES, to) ? pathEnd(key, from, to) : to);
    }

    private static int pathEnd(String text, int from, int to) {
        int query = text.indexOf('?', from);
        return query < 0 || query > to ? to : query;
    }

    /** The URI is the second word of a key: {@code GET http://shop.example/p/1?a=1 h:accept-language=de}. */
    private static int uriStart(String key) {
        return key.indexOf(' ') + 1;
    }

    private static int uriEnd(String key, int from) {
        int end = key.indexOf(' ', from);
        return end < 0 ? key.length() : end;
    }

    /** Scheme and authority end before the path's first slash, the third of the URI. */
    private static int originEnd(String key, int from, int to) {
        int authority = key.indexOf("//", from);
        int path = authority < 0 ? -1 : key.indexOf('/', authority + 2);
        return path < 0 || path > to ? to : path;
    }
}
