package dev.weir.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Received;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A story in three kinds of sentence: what the origin is to say, what a client asks, what must come of it.
 *
 * <pre>
 * scenario("must-revalidate forbids serving stale")
 *         .origin(ok("max-age=60, must-revalidate")).get().miss()
 *         .after(61).origin(status(503)).get().forwarded("stale").status(503)
 * </pre>
 */
final class Scenario {
    private final String name;
    private String route = "plain";
    private final List<Consumer<Play>> steps = new ArrayList<>();
    private Expected expected = new Expected();
    private String below = "";

    private Scenario(String name) {
        this.name = name;
    }

    /** @param name unique; how the tables of requirements refer to it */
    static Scenario scenario(String name) {
        return new Scenario(name);
    }

    String name() {
        return name;
    }

    String route() {
        return route;
    }

    void play(Play play) {
        steps.forEach(step -> step.accept(play));
    }

    Scenario on(String routeName) {
        route = routeName;
        return this;
    }

    /** What the origin says to the next requests; the last answer is repeated. */
    Scenario origin(Answer... answers) {
        steps.add(play -> play.script(List.of(answers)));
        return this;
    }

    Scenario after(long seconds) {
        steps.add(play -> play.advance(Duration.ofSeconds(seconds)));
        return this;
    }

    /** Where below the scenario's own path the next requests go. */
    Scenario at(String suffix) {
        below = suffix;
        return this;
    }

    Scenario get(String... fields) {
        return request("GET", "", fields);
    }

    Scenario head(String... fields) {
        Scenario asked = request("HEAD", "", fields);
        expected.body("");
        return asked;
    }

    /** @param fields names and values in turn */
    Scenario request(String method, String body, String... fields) {
        Expected expectation = new Expected();
        expected = expectation;
        String suffix = below;
        steps.add(play -> {
            int before = play.seen().size();
            Received reply = play.send(method, suffix, Buffer.buffer(body), fields);
            List<Play.Seen> seen = play.seen().subList(before, play.seen().size());
            expectation.check(new Exchanged(reply, List.copyOf(seen), play.lastStatus(), play.lastBody()));
        });
        return this;
    }

    /** The client does not get a whole reply. */
    Scenario getBreaks() {
        steps.add(play -> assertThat(play.breaks("GET", "")).as("reply is cut").isTrue());
        return this;
    }

    Scenario hit(long age) {
        expected.origin(0, "hit");
        expected.age(age);
        return this;
    }

    /** Nothing stored answers; whether because of the URI or of its variants is left open. */
    Scenario missed() {
        expected.origin(1, Expected.OPEN);
        return field("cache-status", value -> assertThat(value).contains("-miss"));
    }

    Scenario anyBody() {
        expected.bodyOfItsOwn();
        return this;
    }

    Scenario miss() {
        return forwarded("uri-miss");
    }

    Scenario forwarded(String why) {
        expected.origin(1, "fwd=" + why);
        return this;
    }

    /** The origin is asked a second time, since its first answer was of no use. */
    Scenario getTwice(String why, String... fields) {
        get(fields).expected.origin(2, "fwd=" + why);
        return this;
    }

    /** The origin answered 304. */
    Scenario revalidated() {
        return revalidated("stale");
    }

    Scenario revalidated(String why) {
        expected.origin(1, "fwd=" + why + "; fwd-status=304");
        return this;
    }

    /** Served past its lifetime at once; what the origin is asked meanwhile is another matter. */
    Scenario staleAtOnce(long age) {
        expected.origin(Expected.ANY, "hit");
        expected.age(age);
        return status(200).field("cache-status", value -> assertThat(value).contains("ttl=-", "detail=stale"));
    }

    /** Served past its lifetime, while it is fetched anew or because the origin failed. */
    Scenario stale(int originRequests, long age) {
        expected.origin(originRequests, originRequests == 0 ? "hit" : "fwd=stale");
        expected.age(age);
        return field("cache-status", value -> assertThat(value).contains("ttl=-", "detail=stale"));
    }

    /** The gateway answers by itself. */
    Scenario refused(int status) {
        expected.origin(0, "");
        return own(status);
    }

    /** The gateway answers by itself because of what is stored. */
    Scenario refusedFromStore(int status) {
        expected.origin(0, "hit");
        return own(status);
    }

    /** The origin was asked in vain; the body is the gateway's own. */
    Scenario failed(String why, int status) {
        expected.origin(1, "fwd=" + why);
        return own(status);
    }

    private Scenario own(int status) {
        expected.status(status);
        expected.also(done -> assertThat(done.reply().field("content-type")).isEqualTo("application/problem+json"));
        expected.bodyOfItsOwn();
        return this;
    }

    Scenario status(int status) {
        expected.status(status);
        return this;
    }

    Scenario body(String text) {
        expected.body(text);
        return this;
    }

    Scenario age(long seconds) {
        expected.age(seconds);
        return this;
    }

    /** 304 to the client's own precondition. */
    Scenario notModified() {
        return status(304).body("");
    }

    Scenario has(String name, String value) {
        return field(name, shown -> assertThat(shown).as(name).isEqualTo(value));
    }

    Scenario lacks(String name) {
        return field(name, shown -> assertThat(shown).as(name).isNull());
    }

    Scenario cacheStatusSays(String parameter) {
        return field("cache-status", shown -> assertThat(shown).contains("; " + parameter));
    }

    Scenario cacheStatusLacks(String parameter) {
        return field("cache-status", shown -> assertThat(shown).doesNotContain("; " + parameter));
    }

    Scenario replyBody(Consumer<String> check) {
        expected.also(done -> check.accept(done.reply().body()));
        return this;
    }

    Scenario field(String name, Consumer<String> check) {
        expected.also(done -> check.accept(done.reply().field(name)));
        return this;
    }

    Scenario fieldLines(String name, String... lines) {
        expected.also(
                done -> assertThat(done.reply().headers().getAll(name)).as(name).containsExactly(lines));
        return this;
    }

    /** The request that reached the origin carried this field. */
    Scenario originSaw(String name, String value) {
        expected.also(done -> assertThat(done.seen().get(0).fields().get(name))
                .as("origin saw " + name)
                .isEqualTo(value));
        return this;
    }

    Scenario originSawPattern(String name, String pattern) {
        expected.also(done -> assertThat(done.seen().get(0).fields().get(name))
                .as("origin saw " + name)
                .matches(pattern));
        return this;
    }

    /** The gateway answers by itself, and well. */
    Scenario answered(int status) {
        expected.origin(0, "");
        expected.status(status);
        return this;
    }

    /** As on a route that tells nothing. */
    Scenario untold(int originRequests) {
        expected.origin(originRequests, "");
        return this;
    }

    Scenario originDidNotSee(String name) {
        expected.also(done -> assertThat(done.seen().get(0).fields().get(name))
                .as("origin saw " + name)
                .isNull());
        return this;
    }

    Scenario originSawQuery(String query) {
        expected.also(done -> assertThat(done.seen().get(0).uri()).endsWith("?" + query));
        return this;
    }

    Scenario originSawMethod(String method) {
        expected.also(done -> assertThat(done.seen().get(0).method()).isEqualTo(method));
        return this;
    }

    /** Waits for what the gateway does by itself, until the origin has seen so many requests in all. */
    Scenario inBackground(int requestsInAll) {
        steps.add(play -> {
            play.awaitSeen(requestsInAll);
            assertThat(play.seen()).as("requests at the origin in all").hasSize(requestsInAll);
        });
        return this;
    }
}
