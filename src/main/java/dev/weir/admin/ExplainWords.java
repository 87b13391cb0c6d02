package dev.weir.admin;

import dev.weir.exchange.Explained;
import dev.weir.invalidation.PurgeMatch;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Explanations in plain words, line by line: what each is about, and what is to be said of it. */
final class ExplainWords {
    private final List<JsonObject> lines = new ArrayList<>();

    private ExplainWords() {}

    static List<JsonObject> of(Explained explained) {
        ExplainWords words = new ExplainWords();
        words.say(
                "request",
                explained.request().method() + " " + explained.request().target());
        words.asked(explained);
        explained.places().forEach(place -> words.say(place.store(), place.key() + ": " + place.found()));
        words.kept(explained);
        words.next(explained.next());
        return words.lines;
    }

    private void say(String about, String what) {
        lines.add(new JsonObject().put("about", about).put("says", what));
    }

    private void asked(Explained explained) {
        Explained.Asked asked = explained.asked();
        if (asked == null) {
            say("route", "none");
            return;
        }
        say("route", asked.route() + ", origin " + asked.origin());
        if (asked.key() == null) {
            return;
        }
        say("key", asked.key().text());
        leftOut("query", asked.query());
        leftOut("fields", asked.fields());
        leftOut("cookies", asked.cookies());
    }

    private void leftOut(String what, List<String> names) {
        if (!names.isEmpty()) {
            say("not in key", what + " " + String.join(", ", names));
        }
    }

    private void kept(Explained explained) {
        Explained.Kept kept = explained.kept();
        if (kept == null) {
            return;
        }
        StoredResponse response = kept.response();
        if (!vary(response).isEmpty()) {
            say("varies", "by " + String.join(", ", vary(response)) + ", and this variant is the request's");
        }
        if (!response.groups().isEmpty()) {
            say("groups", String.join(", ", response.groups()));
        }
        age(response.terms(), explained.now());
        lifetime(kept, explained.now());
        purges(kept);
    }

    private void age(Terms terms, Instant now) {
        Duration here = Duration.between(terms.responseTime(), now);
        say(
                "age",
                seconds(terms.initialAge()) + " when it came + " + seconds(here) + " here = "
                        + seconds(terms.currentAge(now)));
    }

    private void lifetime(Explained.Kept kept, Instant now) {
        Terms terms = kept.response().terms();
        Duration left = terms.ttl(now);
        String source = kept.source() == null ? "by rules that have changed since" : "by " + kept.source();
        String verdict =
                left.isPositive() ? "fresh for " + seconds(left) + " more" : "stale since " + seconds(left.negated());
        say(
                "lifetime",
                seconds(terms.lifetime()) + " " + source + " - age " + seconds(terms.currentAge(now)) + ": " + verdict);
        switch (terms.reuse()) {
            case FREE ->
                say(
                        "when stale",
                        "served for " + seconds(terms.staleWhileRevalidate()) + " while it is refreshed, for "
                                + seconds(terms.staleIfError()) + " if the origin fails");
            case NEVER_STALE -> say("when stale", "never served: its directives forbid it");
            case ALWAYS_VALIDATE -> say("when stale", "no-cache: the origin is asked each time, stale or not");
        }
    }

    private void purges(Explained.Kept kept) {
        long fence = kept.fence().position();
        say("fence", fence == 0 ? "fetched before the first purge" : "fetched after purge " + fence);
        for (PurgeMatch purge : kept.purges()) {
            if (purge.any() > fence) {
                say("purged", words(purge, purge.hard() > fence) + " came after it was fetched");
            }
        }
        if (kept.verdict() == Verdict.NONE) {
            say("purges", "none that names it came after it was fetched");
        }
    }

    private static String words(PurgeMatch purge, boolean hard) {
        String kind = purge.kind().name().toLowerCase(Locale.ROOT);
        String id = Long.toString(hard ? purge.hard() : purge.any());
        return (hard ? "purge " : "soft purge ") + id + " of "
                + (purge.name().isEmpty() ? kind : kind + " " + purge.name());
    }

    private void next(Explained.Next next) {
        String status = next.status() == 0 ? "" : ", status " + next.status();
        say("next", action(next.action()) + status + ": " + next.why());
        next.remarks().forEach(remark -> say("", remark));
        if (next.cacheStatus() != null) {
            say("Cache-Status", next.cacheStatus());
        }
    }

    private static String action(Explained.Action action) {
        return switch (action) {
            case SERVE -> "a hit";
            case SERVE_STALE -> "a stale hit, refreshed behind it";
            case VALIDATE -> "the origin is asked whether it still holds";
            case FORWARD -> "a miss: the origin is asked";
            case PASS -> "passed to the origin";
            case REFUSE -> "answered by the gateway";
        };
    }

    /** Names of the fields that selected it, without what marks their index. */
    static List<String> vary(StoredResponse response) {
        return response.selecting().names().stream()
                .filter(name -> !name.startsWith(":"))
                .toList();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0).replace(".0 s", " s");
    }
}
