package dev.weir.scenarios;

import static dev.weir.scenarios.Answer.ok;
import static dev.weir.scenarios.Scenario.scenario;
import static dev.weir.scenarios.Shapes.notStored;
import static dev.weir.scenarios.Shapes.stored;
import static dev.weir.scenarios.Shapes.storedStale;

import java.util.List;

/** How the fields that decide are read (RFC 9110 §5, RFC 9111 §5.2): each scenario one rule of reading. */
final class ParsingScenarios {
    private ParsingScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("private with names withholds those fields alone")
                        .origin(ok("private=\"x-user\", max-age=60").with("x-user", "a"))
                        .get()
                        .miss()
                        .has("x-user", "a")
                        .get()
                        .hit(0)
                        .lacks("x-user"),
                scenario("no-cache with names withholds those fields alone")
                        .origin(ok("no-cache=\"x-user\", max-age=60").with("x-user", "a"))
                        .get()
                        .miss()
                        .has("x-user", "a")
                        .get()
                        .hit(0)
                        .lacks("x-user"),
                stored("directive in upper case is read", ok("MAX-AGE=60")),
                stored("field name in upper case is read", ok().with("CACHE-CONTROL", "max-age=60")),
                stored("quoted argument is read", ok("max-age=\"60\"")),
                stored("argument in quotes with escapes is read", ok("max-age=\"\\6\\0\"")),
                storedStale("argument in single quotes is no number", ok("max-age='60'")),
                stored("leading zeros are read", ok("max-age=0060")),
                storedStale("space before the equals sign breaks the number", ok("max-age =60")),
                storedStale("space after the equals sign breaks the number", ok("max-age= 60")),
                storedStale("negative max-age is stale", ok("max-age=-60")),
                storedStale("fraction in max-age is stale", ok("max-age=60.5")),
                storedStale("letters after a number are stale", ok("max-age=60s")),
                storedStale("max-age without argument is stale", ok("max-age")),
                storedStale("max-age with empty argument is stale", ok("max-age=")),
                stored("max-age of 2^31 is saturated", ok("max-age=2147483648")),
                stored("max-age beyond 64 bits is saturated", ok("max-age=99999999999999999999")),
                storedStale("contradicting max-age on one line is the least", ok("max-age=60, max-age=0")),
                storedStale(
                        "contradicting max-age on two lines is the least",
                        ok("max-age=0").with("cache-control", "max-age=60")),
                stored("max-age repeated alike is read", ok("max-age=60, max-age=60")),
                stored("empty members are ignored", ok(",, max-age=60 , ,")),
                stored("an empty line beside is ignored", ok("").with("cache-control", "max-age=60")),
                stored("tabs around members are space", ok("public\t,\tmax-age=60")),
                stored(
                        "directive on the second of three lines is read",
                        ok("public").with("cache-control", "max-age=60").with("cache-control", "no-transform")),
                stored("a directive named in another's quoted argument is text", ok("max-age=60, ext=\"no-store\"")),
                stored("a comma in a quoted argument separates nothing", ok("max-age=60, ext=\"a, no-store, b\"")),
                stored("a directive that only begins like one is another", ok("max-age=60, no-storeish")),
                stored("a directive that only ends like one is another", ok("max-age=60, x-no-store")),
                notStored("max-age that only ends like it states nothing", ok("x-max-age=60")),
                notStored("no-store with an argument still forbids", ok("no-store=1, max-age=60")),
                notStored("No-Store in mixed case forbids", ok("No-Store, max-age=60")),
                notStored("semicolons are no separators", ok("max-age=60; no-store")),
                stored("Pragma in a response means nothing", ok("max-age=60").with("pragma", "no-cache")),
                notStored("Pragma in a response does not make it storable", ok().with("pragma", "public")),
                scenario("first of several Age members counts")
                        .origin(ok("max-age=60").with("age", "30, 0"))
                        .get()
                        .miss()
                        .age(30)
                        .get()
                        .hit(30),
                scenario("first of several Age lines counts")
                        .origin(ok("max-age=60").with("age", "30").with("age", "0"))
                        .get()
                        .miss()
                        .age(30),
                scenario("Age that is no number is ignored")
                        .origin(ok("max-age=60").with("age", "old"))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("negative Age is ignored")
                        .origin(ok("max-age=60").with("age", "-5"))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("fractional Age is ignored")
                        .origin(ok("max-age=60").with("age", "5.5"))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("quoted Age is ignored")
                        .origin(ok("max-age=60").with("age", "\"5\""))
                        .get()
                        .miss()
                        .get()
                        .hit(0),
                scenario("huge Age is stale and no overflow")
                        .origin(
                                ok("max-age=60").with("age", "99999999999").etag("\"a\""),
                                Answer.notModified().etag("\"a\""))
                        .get()
                        .miss()
                        .age(2_147_483_648L)
                        .get()
                        .revalidated(),
                stored("Warning is neither read nor made", ok("max-age=60").with("warning", "110 - \"stale\"")));
    }
}
