package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.testing.Async;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The purge log over a real Redis: ids, membership, confirmation, and what is lost. */
class FleetLogTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String LOG = "weir:{test}:log";
    private static final String NODES = "weir:{test}:nodes";
    private static final Subject PAGE = new Subject.Uri("http://shop.example/p");
    private static final CacheKey KEY = new CacheKey("GET http://shop.example/p");
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;

    private static final FleetSettings FORWARD = new FleetSettings(FleetSettings.Detached.FORWARD, null, 0, 100_000);

    private final List<LogMember> fleet = new ArrayList<>();

    private LogMember join(String node) {
        return join(node, FleetSettings.STANDARD);
    }

    private LogMember join(String node, FleetSettings settings) {
        LogMember member = LogMember.joined(node, REDIS.settings(), settings);
        fleet.add(member);
        return member;
    }

    @AfterEach
    void end() {
        fleet.forEach(LogMember::close);
    }

    private static void awaitApplied(LogMember member, long id) {
        Async.until(() -> member.applied() >= id, member.node + " applies " + id);
    }

    @Test
    void purge_isConfirmedByAll_andAppliedBeforeThatIsTold() {
        List.of("a", "b", "c", "d").forEach(this::join);

        PurgeOutcome.Appended outcome = fleet.get(0).confirmed(PAGE);

        assertThat(outcome.confirmed()).containsExactly("a", "b", "c", "d");
        assertThat(outcome.detached()).isEmpty();
        assertThat(outcome.pending()).isEmpty();
        assertThat(fleet).allSatisfy(member -> {
            assertThat(member.applied()).isEqualTo(outcome.id());
            assertThat(member.index.newest(KEY, List.of())).isEqualTo(new Fence(outcome.id()));
        });
    }

    @Test
    void unconfirmedPurge_isAnsweredAtOnce_andNobodyIsTold() {
        LogMember a = join("a");
        PurgeOutcome outcome = Async.await(
                a.log.log().append(new dev.weir.invalidation.Purge(List.of(PAGE), true), false, LogMember.PATIENCE));

        assertThat(outcome).isInstanceOfSatisfying(PurgeOutcome.Appended.class, appended -> {
            assertThat(appended.confirmed()).isEmpty();
            awaitApplied(a, appended.id());
        });
        assertThat(REDIS.cli("XREVRANGE", LOG, "+", "-", "COUNT", "1"))
                .contains("soft\n1\nurl\nhttp://shop.example/p")
                .doesNotContain("by");
    }

    @Test
    void ids_rise_aboveTheLogAndAboveWhatAnyNodeHasApplied() {
        LogMember a = join("a");
        long first = a.confirmed(PAGE).id();
        REDIS.cli("HSET", NODES, "ahead", first + HOUR + " 0 x");

        PurgeOutcome second = a.append(Duration.ofMillis(500), PAGE);
        REDIS.cli("HDEL", NODES, "ahead");
        PurgeOutcome third = a.append(Duration.ofMillis(500), PAGE);

        assertThat(((PurgeOutcome.Appended) second).id()).isEqualTo(first + HOUR + 1);
        assertThat(((PurgeOutcome.Appended) third).id()).isEqualTo(first + HOUR + 2);
    }

    @Test
    void gatewayThatJoins_readsTheWholeLog_andTakesItsFirstIdForTheFloor() {
        LogMember a = join("a");
        long id = a.confirmed(PAGE).id();
        LogMember b = join("b");

        assertThat(b.applied()).isEqualTo(id);
        assertThat(b.index.newest(KEY, List.of())).isEqualTo(new Fence(id));
        long floor = b.index
                .newest(new CacheKey("GET http://shop.example/other"), List.of())
                .position();
        assertThat(floor).isPositive().isLessThan(id);
    }

    @Test
    void gatewayThatDied_isNamedDetachedAfterItsLease_andBeforeThatPending() {
        LogMember a = join("a");
        join("b");
        REDIS.cli("HSET", NODES, "dead", "0 0 x");

        PurgeOutcome.Appended early = (PurgeOutcome.Appended) a.append(Duration.ofMillis(100), PAGE);
        PurgeOutcome.Appended late = a.confirmed(PAGE);
        PurgeOutcome.Appended later = (PurgeOutcome.Appended) a.append(Duration.ofMillis(300), PAGE);

        assertThat(early.pending()).containsExactly("dead");
        assertThat(late.confirmed()).containsExactly("a", "b");
        assertThat(late.detached()).containsExactly("dead");
        assertThat(later.detached()).as("known to be dead by now").containsExactly("dead");
    }

    @Test
    void gatewayThatLeaves_isNoLongerWaitedFor() {
        LogMember a = join("a");
        LogMember b = join("b");
        a.confirmed(PAGE);
        b.leave();

        PurgeOutcome.Appended outcome = (PurgeOutcome.Appended) a.append(Duration.ofMillis(500), PAGE);

        assertThat(outcome.confirmed()).containsExactly("a");
        assertThat(outcome.pending()).isEmpty();
        assertThat(outcome.detached()).isEmpty();
    }

    @Test
    void trimmedWhileDetached_forgetsEverythingBefore() throws IOException {
        FleetSettings small = new FleetSettings(FleetSettings.Detached.SERVE, null, 0, 5);
        LogMember a = join("a", small);
        LogMember b = join("b", small);
        long seen = a.confirmed(PAGE).id();
        awaitApplied(b, seen);
        b.hang();
        for (int i = 0; i < 20; i++) {
            // Confirmed, hence applied by the one that is there: the log keeps five, and it must not fall behind too.
            a.confirmed(new Subject.Uri("http://shop.example/" + i));
        }
        b.goOn();

        long last = a.confirmed(new Subject.Uri("http://shop.example/last")).id();
        awaitApplied(b, last);
        assertThat(b.index
                        .newest(new CacheKey("GET http://shop.example/never"), List.of())
                        .position())
                .as("floor")
                .isGreaterThan(seen);
        assertThat(a.index
                        .newest(new CacheKey("GET http://shop.example/never"), List.of())
                        .position())
                .as("floor of the one that was there")
                .isLessThan(seen);
    }

    @Test
    void flushedLog_beginsAnew_andEverythingBeforeIsForgotten() {
        LogMember a = join("a");
        LogMember b = join("b");
        long before = a.confirmed(PAGE).id();
        REDIS.cli("FLUSHALL");

        PurgeOutcome.Appended outcome = a.confirmed(PAGE);

        assertThat(outcome.id()).isGreaterThan(before);
        assertThat(outcome.confirmed())
                .as("the member that vanished is remembered")
                .containsExactly("a", "b");
        assertThat(fleet).allSatisfy(member -> {
            awaitApplied(member, outcome.id());
            assertThat(member.index
                            .newest(new CacheKey("GET http://x/"), List.of())
                            .position())
                    .isGreaterThan(before);
        });
        assertThat(b.isMember()).isTrue();
    }

    @Test
    void gatewayThatBeginsALostLog_confirmsNothing_beforeThoseItNeverSawCouldJoin() {
        LogMember a = join("a");
        a.hang();
        REDIS.cli("DEL", LOG, NODES);
        LogMember b = join("b");
        Future<PurgeOutcome> outcome = b.order(PAGE);
        Async.until(() -> REDIS.cli("XREVRANGE", LOG, "+", "-", "COUNT", "1").contains("url"), "it stands in the log");
        a.goOn();

        assertThat(((PurgeOutcome.Appended) Async.await(outcome)).confirmed()).containsExactly("a", "b");
        assertThat(a.index.newest(KEY, List.of())).isEqualTo(new Fence(a.applied()));
    }

    @Test
    void evictedLog_beginsAnew() {
        LogMember a = join("a");
        long before = a.confirmed(PAGE).id();
        REDIS.cli("DEL", LOG);

        PurgeOutcome.Appended outcome = a.confirmed(PAGE);

        assertThat(outcome.id()).isGreaterThan(before);
        assertThat(outcome.confirmed()).containsExactly("a");
        Async.until(a::isMember, "joins again");
        assertThat(a.index.newest(new CacheKey("GET http://x/"), List.of()).position())
                .isGreaterThan(before);
    }

    @Test
    void fullRedis_stillTakesPurges() {
        LogMember a = join("a");
        REDIS.cli("CONFIG", "SET", "maxmemory-policy", "noeviction");
        REDIS.cli("CONFIG", "SET", "maxmemory", "1");
        try {
            PurgeOutcome.Appended outcome = a.confirmed(PAGE);
            assertThat(outcome.confirmed()).containsExactly("a");
            assertThat(REDIS.cli("SET", "x", "y")).contains("OOM");
        } finally {
            REDIS.cli("CONFIG", "SET", "maxmemory", "0");
        }
    }

    @Test
    void logThatCannotBeWritten_refuses() {
        LogMember a = join("a");
        REDIS.cli("DEL", LOG);
        REDIS.cli("SET", LOG, "foreign");

        assertThat(a.append(Duration.ofSeconds(2), PAGE)).isInstanceOf(PurgeOutcome.Refused.class);
    }

    @Test
    void redisThatHangs_leavesThePurgeUnknown_andOneThatIsGoneRefusesIt() throws IOException {
        LogMember a = join("a");
        REDIS.stop();
        try {
            assertThat(a.append(PAGE)).isInstanceOf(PurgeOutcome.Unknown.class);
            Async.until(() -> !a.isMember(), "membership ends");
            assertThat(a.append(PAGE)).isInstanceOf(PurgeOutcome.Refused.class);
        } finally {
            REDIS.cont();
        }
        Async.until(a::isMember, "joins again");
        assertThat(a.confirmed(PAGE).confirmed()).containsExactly("a");
    }

    @Test
    void entriesThatTheLogLost_areAppendedAgain_once() {
        LogMember a = join("a");
        LogMember b = join("b");
        long kept = a.confirmed(PAGE).id();
        long lost = a.confirmed(new Subject.Uri("http://shop.example/lost")).id();
        awaitApplied(b, lost);

        REDIS.cli("XDEL", LOG, lost + "-0");
        REDIS.cli("CLIENT", "KILL", "TYPE", "normal");

        Async.until(() -> REDIS.cli("XRANGE", LOG, "-", "+").contains("was\n" + lost), "appended again");
        LogMember late = join("late");
        assertThat(late.index
                        .newest(new CacheKey("GET http://shop.example/lost"), List.of())
                        .position())
                .isGreaterThan(lost);
        assertThat(REDIS.cli("XRANGE", LOG, "-", "+")).doesNotContain("was\n" + kept);
        REDIS.cli("CLIENT", "KILL", "TYPE", "normal");
        Async.until(() -> fleet.stream().allMatch(LogMember::isMember), "all are back");
        assertThat(REDIS.cli("XRANGE", LOG, "-", "+").split("was\n" + lost)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void idFromAClockThatWasAhead_isLost_andThePurgesBelowItStillCount() {
        LogMember a = join("a", FORWARD);
        long id = a.confirmed(PAGE).id();
        long ahead = id + HOUR;
        REDIS.cli("XADD", LOG, ahead + "-0", "v", "1", "after", Long.toString(id), "group", "x");
        awaitApplied(a, ahead);
        REDIS.cli("DEL", LOG, NODES);
        LogMember b = new LogMember("b", REDIS.settings(), FORWARD);
        fleet.add(b);
        Async.await(b.log.firstCatchUp());

        PurgeOutcome.Appended outcome = b.confirmed(PAGE);

        assertThat(outcome.confirmed()).as("who had another log is waited for").containsExactly("a", "b");
        assertThat(a.index.newest(KEY, List.of()).position())
                .as("no fence of the lost log hides it")
                .isGreaterThan(ahead);
        awaitApplied(b, ahead);
    }

    @Test
    void outsideWriter_addsByOneCall() throws IOException {
        LogMember a = join("a");
        List<String> call = OutsideWriter.call("test");
        String id = REDIS.cli(call.toArray());

        long number = Long.parseLong(id.substring(0, id.indexOf('-')));
        awaitApplied(a, number);
        assertThat(a.confirmed(PAGE).id()).isGreaterThan(number);
        assertThat(a.index.newest(new CacheKey("GET http://x/"), List.of()).position())
                .as("only what was named")
                .isLessThan(number);
    }

    @Test
    void strangeEntries_purgeEverything() {
        LogMember a = join("a");
        long id = a.confirmed(PAGE).id();
        for (Map.Entry<Long, List<String>> entry : Map.of(
                        id + 1_000_000, List.of("v", "9", "x", "y"),
                        id + 2_000_000, List.of("hello", "world"))
                .entrySet()) {
            List<Object> add = new ArrayList<>(List.of("XADD", LOG, entry.getKey() + "-0"));
            add.addAll(entry.getValue());
            if (REDIS.cli(add.toArray()).contains("ERR")) {
                continue;
            }
            awaitApplied(a, entry.getKey());
            assertThat(a.index.newest(new CacheKey("GET http://x/"), List.of())).isEqualTo(new Fence(entry.getKey()));
        }
    }

    @Test
    void nothingIsScanned() {
        LogMember a = join("a");
        REDIS.cli("CONFIG", "RESETSTAT");
        a.confirmed(PAGE, new Subject.Group(null, "g"), new Subject.Prefix("http://h/"), new Subject.All());

        assertThat(REDIS.cli("INFO", "commandstats"))
                .doesNotContain("cmdstat_scan", "cmdstat_keys", "cmdstat_smembers", "cmdstat_sscan");
    }
}
