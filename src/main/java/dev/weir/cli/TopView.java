package dev.weir.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A snapshot of a gateway as lines of text, none longer than the terminal is wide. Pure. */
final class TopView {
    private static final int LABEL = 12;
    private static final int LONGEST_BAR = 40;
    private static final double MIB = 1 << 20;

    private final JsonObject snapshot;
    private final double seconds;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private TopView(JsonObject snapshot, int width) {
        this.snapshot = snapshot;
        this.seconds = Math.max(0.001, snapshot.getDouble("seconds", 1.0));
        this.width = width;
    }

    /** @param address of the admin plane that it came from */
    static List<String> render(JsonObject snapshot, String address, int width) {
        TopView view = new TopView(snapshot, width);
        view.requests(address);
        view.origins();
        view.stores();
        view.fleet();
        view.hot();
        return view.lines.stream().map(line -> cut(line, width)).toList();
    }

    private void requests(String address) {
        JsonObject requests = snapshot.getJsonObject("requests", new JsonObject());
        long all = requests.stream()
                .mapToLong(entry -> ((Number) entry.getValue()).longValue())
                .sum();
        say("weir", snapshot.getString("node", "") + " at " + address + ", " + time());
        say("requests", perSecond(all) + ", hits " + ratio() + ", " + latency(snapshot.getJsonObject("latency")));
        int room = Math.min(LONGEST_BAR, width - 2 * LABEL - 2);
        requests.forEach(entry -> {
            long count = ((Number) entry.getValue()).longValue();
            if (count > 0) {
                String bar = room <= 0 ? "" : "  " + "#".repeat((int) Math.ceil((double) room * count / all));
                say("  " + entry.getKey(), String.format("%" + LABEL + "s", perSecond(count)) + bar);
            }
        });
        JsonObject collapsed = snapshot.getJsonObject("collapsed", new JsonObject());
        long saved = collapsed.getLong("process", 0L) + collapsed.getLong("fleet", 0L);
        say(
                "saved",
                perSecond(saved) + " by another request's answer, " + perSecond(collapsed.getLong("fleet", 0L))
                        + " of it by another gateway's");
    }

    private String time() {
        String at = snapshot.getString("at", "");
        return at.length() < 19 ? at : at.substring(11, 19) + " UTC";
    }

    private String ratio() {
        Double ratio = snapshot.getDouble("hit-ratio");
        return ratio == null ? "-" : String.format(Locale.ROOT, "%.1f %%", ratio * 100);
    }

    private void origins() {
        objects("origins")
                .forEach(origin -> say(
                        "origin",
                        origin.getString("name") + " " + perSecond(origin.getLong("calls")) + ", "
                                + perSecond(origin.getLong("failed")) + " failed, " + origin.getInteger("in-flight")
                                + " of "
                                + origin.getInteger("limit") + " in flight, " + origin.getInteger("queued")
                                + " queued, "
                                + latency(origin.getJsonObject("latency"))));
    }

    private void stores() {
        JsonObject redis = snapshot.getJsonObject("redis", new JsonObject());
        String trouble = redis.getString("trouble", "");
        say(
                "redis",
                redis.getString("state") + ", " + perSecond(redis.getLong("commands", 0L)) + ", "
                        + perSecond(redis.getLong("failed", 0L)) + " failed, " + latency(redis.getJsonObject("latency"))
                        + (trouble.isEmpty() ? "" : ", " + trouble));
        JsonObject near = snapshot.getJsonObject("near", new JsonObject());
        say(
                "near",
                String.format(
                        Locale.ROOT,
                        "%.1f of %.0f MiB, %,d responses",
                        near.getLong("bytes", 0L) / MIB,
                        near.getLong("max-bytes", 0L) / MIB,
                        near.getLong("responses", 0L)));
        JsonObject purges = snapshot.getJsonObject("invalidation", new JsonObject());
        say(
                "purges",
                perSecond(purges.getLong("applied", 0L)) + ", lag " + latency(purges.getJsonObject("lag"))
                        + (purges.getInteger("queued", 0) > 0 ? ", " + purges.getInteger("queued") + " queued" : "")
                        + (purges.getBoolean("detached", false) ? ", DETACHED: may miss some" : ""));
    }

    private void fleet() {
        objects("fleet")
                .forEach(member -> say(
                        "fleet",
                        member.getString("node") + " applied " + member.getString("applied")
                                + (member.getBoolean("detached", false) ? ", DETACHED" : "")));
    }

    private void hot() {
        objects("hot")
                .forEach(key -> say(
                        "hot", String.format(Locale.ROOT, "%,9d  %s", key.getLong("requests"), key.getString("key"))));
    }

    private Stream<JsonObject> objects(String member) {
        return snapshot.getJsonArray(member, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    private String perSecond(long count) {
        double rate = count / seconds;
        return String.format(Locale.ROOT, rate < 10 && count > 0 ? "%,.1f/s" : "%,.0f/s", rate);
    }

    private static String latency(@Nullable JsonObject latency) {
        if (latency == null || latency.getDouble("p50") == null) {
            return "no times";
        }
        return "p50 " + millis(latency.getDouble("p50")) + " p95 " + millis(latency.getDouble("p95")) + " p99 "
                + millis(latency.getDouble("p99")) + " ms";
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%,.0f", millis);
    }

    private void say(String label, String what) {
        lines.add(String.format("%-" + LABEL + "s ", label) + what);
    }

    /** What comes from clients' requests must not steer the terminal. */
    private static String cut(String line, int width) {
        String visible = line.replaceAll("\\p{C}", "?");
        return visible.length() <= width ? visible : visible.substring(0, Math.max(0, width));
    }
}
