package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.notStored;
import static dev.weir.scenarios.Shapes.stored;
import static dev.weir.scenarios.Shapes.storedStale;

import java.util.List;

/** How long responses stay fresh (RFC 9111 §4.2.1). */
final class FreshnessScenarios {
    private static final long HOUR = 3600;

    private FreshnessScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("max-age is fresh until its last second")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                scenario("max-age is stale at its end")
                        .origin(ok("max-age=60"))
                        .get()
                        .miss()
                        .after(60)
                        .get()
                        .forwarded("stale"),
                scenario("s-maxage wins over a longer max-age")
                        .origin(ok("max-age=600, s-maxage=60"))
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .forwarded("stale"),
                scenario("s-maxage wins over a shorter max-age")
                        .origin(ok("max-age=1, s-maxage=60"))
                        .get()
                        .miss()
                        .after(30)
                        .get()
                        .hit(30),
                scenario("s-maxage wins over a max-age of zero")
                        .origin(ok("max-age=0, s-maxage=60"))
                        .get()
                        .miss()
                        .after(30)
                        .get()
                        .hit(30),
                storedStale("s-maxage of zero wins over max-age", ok("max-age=60, s-maxage=0")),
                scenario("max-age wins over a later Expires")
                        .origin(ok("max-age=60").expires(600))
                        .get()
                        .miss()
                        .after(61)
                        .get()
                        .forwarded("stale"),
                scenario("max-age wins over a past Expires")
                        .origin(ok("max-age=60").expires(-600))
                        .get()
                        .miss()
                        .after(30)
                        .get()
                        .hit(30),
                scenario("s-maxage wins over a past Expires")
                        .origin(ok("s-maxage=60").expires(-600))
                        .get()
                        .miss()
                        .after(30)
                        .get()
                        .hit(30),
                storedStale(
                        "max-age of zero wins over a future Expires",
                        ok("max-age=0").expires(600)),
                scenario("max-age that cannot be read wins over Expires, and is stale")
                        .origin(ok("max-age=soon").expires(600))
                        .get()
                        .miss()
                        .get()
                        .miss(),
                scenario("Expires is fresh until then")
                        .origin(ok().expires(60))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                scenario("Expires is stale from then on")
                        .origin(ok().expires(60))
                        .get()
                        .miss()
                        .after(60)
                        .get()
                        .forwarded("stale"),
                scenario("Expires counts from Date, so that an origin's clock may be ahead")
                        .origin(ok().date(HOUR).expires(HOUR + 60))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                scenario("Expires counts from Date, so that an origin's clock ahead gains nothing")
                        .origin(ok().date(HOUR).expires(HOUR + 60))
                        .get()
                        .miss()
                        .after(60)
                        .get()
                        .forwarded("stale"),
                scenario("Expires counts from receipt without Date")
                        .origin(ok().withoutDate().expires(60))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                scenario("Expires counts from receipt with an invalid Date")
                        .origin(ok().withoutDate().with("date", "yesterday").expires(60))
                        .get()
                        .miss()
                        .after(59)
                        .get()
                        .hit(59),
                storedStale("Expires equal to Date is stale", ok().expires(0)),
                storedStale("Expires before Date is stale", ok().expires(-1)),
                storedStale("Expires of 0 is stale", ok().with("expires", "0")),
                storedStale("Expires of -1 is stale", ok().with("expires", "-1")),
                storedStale("empty Expires is stale", ok().with("expires", "")),
                storedStale("Expires as a number of seconds is stale", ok().with("expires", "3600")),
                storedStale(
                        "Expires with a numeric zone is stale",
                        ok().with("expires", "Thu, 18 Aug 2050 02:01:18 +0200")),
                storedStale(
                        "Expires with a named zone other than GMT is stale",
                        ok().with("expires", "Thu, 18 Aug 2050 02:01:18 PST")),
                storedStale(
                        "Expires with dashes in a four-digit date is stale",
                        ok().with("expires", "Thu, 18-Aug-2050 02:01:18 GMT")),
                storedStale("Expires without the comma is stale", ok().with("expires", "Thu 18 Aug 2050 02:01:18 GMT")),
                storedStale(
                        "Expires with a one-digit hour is stale", ok().with("expires", "Thu, 18 Aug 2050 2:01:18 GMT")),
                storedStale(
                        "Expires with an hour of 25 is stale", ok().with("expires", "Thu, 18 Aug 2050 25:01:18 GMT")),
                storedStale("Expires on 31 February is stale", ok().with("expires", "Thu, 31 Feb 2050 02:01:18 GMT")),
                storedStale("Expires in ISO 8601 is stale", ok().with("expires", "2050-08-18T02:01:18Z")),
                stored("Expires in IMF-fixdate is read", ok().with("expires", "Thu, 18 Aug 2050 02:01:18 GMT")),
                stored("Expires in RFC 850 form is read", ok().with("expires", "Thursday, 18-Aug-50 02:01:18 GMT")),
                stored("Expires in asctime form is read", ok().with("expires", "Thu Aug 18 02:01:18 2050")),
                stored(
                        "Expires in the far future is no overflow",
                        ok().with("expires", "Fri, 31 Dec 9999 23:59:59 GMT")),
                notStored(
                        "Expires in the first century is long past",
                        ok().with("expires", "Sat, 01 Jan 0001 00:00:00 GMT")),
                storedStale(
                        "two contradicting Expires lines are stale",
                        ok().expires(60).expires(600)),
                stored("two equal Expires lines are one", ok().expires(60).expires(60)),
                scenario("Last-Modified is not freshness that the origin states")
                        .origin(ok("max-age=0").lastModified(-864_000))
                        .get()
                        .miss()
                        .get()
                        .forwarded("stale"),
                scenario("a Date in the past has aged the response")
                        .origin(ok("max-age=60").date(-30))
                        .get()
                        .miss()
                        .age(30)
                        .after(29)
                        .get()
                        .hit(59),
                scenario("a Date in the past beyond max-age makes it stale at once")
                        .origin(ok("max-age=60").date(-61))
                        .get()
                        .miss()
                        .age(61)
                        .get()
                        .miss()
                        .age(61),
                scenario("a Date in the future does not make it younger")
                        .origin(ok("max-age=60").date(HOUR))
                        .get()
                        .miss()
                        .after(60)
                        .get()
                        .forwarded("stale"),
                scenario("each response has its own lifetime")
                        .origin(ok("max-age=10"), ok("max-age=100"))
                        .get()
                        .miss()
                        .after(11)
                        .get()
                        .forwarded("stale")
                        .after(99)
                        .get()
                        .hit(99));
    }
}
