package dev.weir.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** The admin plane's answers as JSON; member names are part of its API. */
final class AdminJson {
    private AdminJson() {}

    static JsonObject health(Health health) {
        return new JsonObject()
                .put("status", upOrDown(health.isUp()))
                .put("checks", array(health.checks(), AdminJson::check));
    }

    static JsonObject status(Status status) {
        return new JsonObject()
                .put("version", status.version())
                .put("node", status.node())
                .put("uptime", status.uptime().toSeconds() + "s")
                .put("redis", status.redis())
                .put("fleet", array(status.fleet(), AdminJson::member))
                .put("origins", array(status.origins(), AdminJson::origin))
                .put("routes", array(status.routes(), AdminJson::route));
    }

    private static JsonObject check(Health.Check check) {
        JsonObject json = new JsonObject().put("name", check.name()).put("status", upOrDown(check.up()));
        return check.reason() == null ? json : json.put("reason", check.reason());
    }

    static JsonObject hot(Operations.HotKey key) {
        return new JsonObject().put("key", key.key()).put("requests", key.requests());
    }

    /** An id is a text, as everywhere in this API: it needs more digits than every JSON reader keeps. */
    static JsonObject member(Status.Member member) {
        return new JsonObject()
                .put("node", member.node())
                .put("applied", Long.toString(member.applied()))
                .put("detached", member.detached());
    }

    private static JsonObject origin(Status.Origin origin) {
        return new JsonObject()
                .put("name", origin.name())
                .put("in-flight", origin.inFlight())
                .put("servers", array(origin.servers(), AdminJson::server));
    }

    private static JsonObject server(Status.Server server) {
        return new JsonObject()
                .put("server", server.server())
                .put("address", server.address())
                .put("state", server.state())
                .put("in-flight", server.inFlight());
    }

    private static JsonObject route(Status.Route route) {
        return new JsonObject()
                .put("name", route.name())
                .put("path", route.path())
                .put("origin", route.origin())
                .put("caching", route.caching());
    }

    private static String upOrDown(boolean up) {
        return up ? "up" : "down";
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> toJson) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(toJson.apply(item)));
        return array;
    }
}
