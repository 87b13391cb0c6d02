package dev.weir.fleet;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a purge takes out.
 *
 * @param field of the order that names it
 */
record Scope(String field, String name) {
    static final Scope ALL = new Scope("all", "");

    private static final String ORIGIN = "http://" + Fleet.HOST;

    static Scope url(Resource resource) {
        return new Scope("urls", ORIGIN + resource.path());
    }

    static Scope group(Resource resource) {
        return new Scope("groups", resource.group());
    }

    static Scope prefix(Resource resource) {
        return new Scope("prefixes", ORIGIN + "/" + resource.section() + "/");
    }

    /** Everything is the rarest: there would be nothing left to be wrong. */
    static Scope any(RandomGenerator random) {
        Resource resource = Resource.any(random);
        List<Scope> scopes = resource.scopes();
        int dice = random.nextInt(40);
        return dice == 0 ? ALL : scopes.get(dice < 25 ? 0 : dice < 35 ? 1 : 2);
    }

    JsonObject order(String patience) {
        JsonObject order = new JsonObject().put("timeout", patience);
        return this.equals(ALL) ? order.put(field, true) : order.put(field, new JsonArray().add(name));
    }
}
