package dev.weir.fleet;

import java.util.List;
import java.util.random.RandomGenerator;

/** One of the few things that the clients of a history ask for: a page of a section, and one of the group of its number. */
record Resource(int section, int number) {
    private static final int SECTIONS = 4;
    private static final int NUMBERS = 9;
    private static final int GROUPS = 3;

    static Resource any(RandomGenerator random) {
        return new Resource(random.nextInt(SECTIONS), random.nextInt(NUMBERS));
    }

    static Resource of(String path) {
        String[] parts = path.split("/", -1);
        return new Resource(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    String path() {
        return "/" + section + "/" + number;
    }

    String group() {
        return "g" + number % GROUPS;
    }

    /** Everything a purge can say that takes this out. */
    List<Scope> scopes() {
        return List.of(Scope.url(this), Scope.group(this), Scope.prefix(this), Scope.ALL);
    }
}
