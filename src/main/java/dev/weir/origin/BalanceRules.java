package dev.weir.origin;

import java.util.List;
import java.util.function.Supplier;

/**
 * Which of several servers gets a request. Pure.
 *
 * <p>The client library has the same three. Its round robin counts up to 2³¹ and then fails, and its least requests takes
 * the first of equals, so that an origin with little to do has one server; none of them knows whom a request has tried.
 */
public enum BalanceRules {
    ROUND_ROBIN {
        @Override
        <S extends Candidate> S pick(List<S> candidates, Supplier<String> key, int turn) {
            return candidates.get(Math.floorMod(turn, candidates.size()));
        }
    },
    /** Of equals the next in turn. */
    LEAST_REQUESTS {
        @Override
        <S extends Candidate> S pick(List<S> candidates, Supplier<String> key, int turn) {
            int first = Math.floorMod(turn, candidates.size());
            S least = candidates.get(first);
            for (int i = 1; i < candidates.size(); i++) {
                S next = candidates.get((first + i) % candidates.size());
                if (next.inFlight() < least.inFlight()) {
                    least = next;
                }
            }
            return least;
        }
    },
    /**
     * The same server for the same key, at every gateway; without a server, its keys alone go elsewhere. By highest random
     * weight (Thaler, Ravishankar 1998), which needs no ring.
     */
    CONSISTENT_HASHING {
        @Override
        <S extends Candidate> S pick(List<S> candidates, Supplier<String> key, int turn) {
            long hashed = hash(SEED, key.get());
            S best = candidates.getFirst();
            long weight = mixed(hash(hashed, best.name()));
            for (int i = 1; i < candidates.size(); i++) {
                S next = candidates.get(i);
                long other = mixed(hash(hashed, next.name()));
                if (other > weight) {
                    best = next;
                    weight = other;
                }
            }
            return best;
        }
    };

    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** One of those to choose from. */
    interface Candidate {
        /** Its address, the same at every gateway. */
        String name();

        /** Requests that it has and has not answered whole. */
        int inFlight();
    }

    /**
     * @param candidates at least one
     * @param key of what is asked for; only some ask for it
     * @param turn another number for each request
     */
    abstract <S extends Candidate> S pick(List<S> candidates, Supplier<String> key, int turn);

    /** FNV-1a over UTF-16 units. */
    private static long hash(long from, String text) {
        long hash = from;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** The last characters alone would decide else (the finaliser of MurmurHash3). */
    private static long mixed(long hash) {
        long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
