package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.notModified;
import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.TAG;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How old a response is (RFC 9111 §4.2.3), as the Age field tells (§5.1). */
final class AgeScenarios {
    private AgeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("resident time is age")
                        .origin(ok("max-age=600"))
                        .get()
                        .miss()
                        .after(123)
                        .get()
                        .hit(123),
                scenario("age keeps growing from hit to hit")
                        .origin(ok("max-age=600"))
                        .get()
                        .miss()
                        .after(10)
                        .get()
                        .hit(10)
                        .after(10)
                        .get()
                        .hit(20),
                scenario("upstream Age is added to resident time")
                        .origin(ok("max-age=600").with("age", "100"))
                        .get()
                        .miss()
                        .age(100)
                        .after(23)
                        .get()
                        .hit(123),
                scenario("upstream Age uses up the lifetime")
                        .origin(ok("max-age=60").with("age", "50"))
                        .get()
                        .miss()
                        .age(50)
                        .after(10)
                        .get()
                        .forwarded("stale")
                        .age(50),
                scenario("upstream Age beyond the lifetime makes it stale at once")
                        .origin(ok("max-age=60").with("age", "60"))
                        .get()
                        .miss()
                        .age(60)
                        .get()
                        .miss()
                        .age(60),
                scenario("the time the origin took is age")
                        .origin(ok("max-age=60").takes(5))
                        .get()
                        .miss()
                        .age(5)
                        .get()
                        .hit(5),
                scenario("the time the origin took is added to upstream Age")
                        .origin(ok("max-age=60").with("age", "10").takes(5))
                        .get()
                        .miss()
                        .age(15)
                        .after(5)
                        .get()
                        .hit(20),
                scenario("the time the origin took uses up the lifetime")
                        .origin(ok("max-age=5").takes(6), ok("max-age=60"))
                        .get()
                        .miss()
                        .age(6)
                        .get()
                        .miss(),
                scenario("an old Date counts where Age says less")
                        .origin(ok("max-age=600").date(-100).with("age", "10"))
                        .get()
                        .miss()
                        .age(100)
                        .get()
                        .hit(100),
                scenario("Age counts where Date says less")
                        .origin(ok("max-age=600").date(-10).with("age", "100"))
                        .get()
                        .miss()
                        .age(100)
                        .get()
                        .hit(100),
                scenario("a Date ahead of the gateway's clock makes no negative age")
                        .origin(ok("max-age=600").date(50))
                        .get()
                        .miss()
                        .after(10)
                        .get()
                        .hit(10),
                scenario("Age of zero from upstream is no age")
                        .origin(ok("max-age=600").with("age", "0"))
                        .get()
                        .miss()
                        .after(7)
                        .get()
                        .hit(7),
                scenario("a 304 makes the response young again")
                        .origin(ok("max-age=60").etag(TAG), notModified().etag(TAG))
                        .get()
                        .miss()
                        .after(100)
                        .get()
                        .revalidated()
                        .after(5)
                        .get()
                        .hit(5),
                scenario("the Age of a 304 counts")
                        .origin(
                                ok("max-age=60").etag(TAG),
                                notModified().etag(TAG).with("age", "20"))
                        .get()
                        .miss()
                        .after(100)
                        .get()
                        .revalidated()
                        .age(20)
                        .after(5)
                        .get()
                        .hit(25),
                scenario("Age is one field line")
                        .origin(ok("max-age=60").with("age", "3").with("age", "9"))
                        .get()
                        .miss()
                        .age(3)
                        .after(1)
                        .get()
                        .hit(4)
                        .fieldLines("age", "4"),
                scenario("Age of what is not stored is passed on")
                        .origin(ok("no-store").with("age", "7"))
                        .get()
                        .miss()
                        .age(7),
                scenario("HEAD answered from the store has an Age")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .after(9)
                        .head()
                        .hit(9),
                scenario("304 to a client has an Age")
                        .origin(ok("max-age=60").etag(TAG))
                        .get()
                        .miss()
                        .after(9)
                        .get("if-none-match", TAG)
                        .hit(9)
                        .notModified(),
                scenario("Date is kept as the origin stated it")
                        .origin(ok("no-store").withoutDate().with("date", "Mon, 23 Nov 2020 06:00:00 GMT"))
                        .get()
                        .miss()
                        .has("date", "Mon, 23 Nov 2020 06:00:00 GMT"),
                scenario("a missing Date is added")
                        .origin(ok("max-age=60").withoutDate())
                        .get()
                        .miss()
                        .after(5)
                        .get()
                        .hit(5)
                        .field("date", date -> assertThat(date).endsWith("GMT")));
    }
}
