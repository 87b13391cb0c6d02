package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Boarding a flight in each of its phases. */
class FlightTest {
    private static final StoreKey KEY = StoreKey.of(new CacheKey("k"));
    private static final Filled LANDED = new Filled.Failed(599, "as the test said");

    private final Loops loops = new Loops();
    private final Flights flights = new Flights();
    private final Flight flight = flights.create(KEY);

    @AfterEach
    void close() {
        loops.close();
    }

    private Future<Filled> follow(Context context) {
        Hop<Filled> hop = Hop.to(context, late -> {});
        flight.follow(hop);
        return hop.future();
    }

    private Future<Looked> look(Context context) {
        return Objects.requireNonNull(flight.look(context), "the flight is closed");
    }

    private static void assertAgain(Future<Filled> followed) {
        assertThat(followed.result()).isEqualTo(new Filled.Again());
    }

    private void board() {
        assertThat(flights.boardOr(flight)).isNull();
        assertThat(flights.size()).isEqualTo(1);
    }

    private void assertOffTheMap() {
        assertThat(flights.size()).isZero();
        assertThat(flight.look(loops.one)).isNull();
        Future<Filled> late = follow(loops.two);
        loops.settle();
        assertAgain(late);
    }

    @Test
    void map_holdsOneFlightAKey() {
        board();
        assertThat(flights.boardOr(flights.create(KEY))).isSameAs(flight);
        flights.leave(flights.create(KEY));
        assertThat(flights.size()).as("only its own flight leaves").isEqualTo(1);
        flights.leave(flight);
        assertThat(flights.size()).isZero();
    }

    @Nested
    class Looking {
        @Test
        void whoComes_getsTheLookUpsAnswer_onItsContext() {
            Future<Looked> looked = look(loops.two);
            Future<Boolean> there = looked.map(answer -> Vertx.currentContext() == loops.two);
            assertThat(looked.isComplete()).isFalse();
            flight.landLookup(Lookup.NOT_STORED);
            loops.settle();
            assertThat(looked.result().found()).isSameAs(Lookup.NOT_STORED);
            assertThat(there.result()).isTrue();
        }

        @Test
        void nobodyTakesOff() {
            assertThat(flight.takeOff()).isFalse();
        }
    }

    @Nested
    class WithItsAnswer {
        @Test
        void whoComes_getsItAtOnce() {
            flight.landLookup(Lookup.NOT_STORED);
            assertThat(look(loops.two).isComplete()).isTrue();
        }

        @Test
        void oneTakesOff_andItMayBeAFollowerOfTheLookUp() {
            Future<Looked> follower = look(loops.two);
            flight.landLookup(Lookup.NOT_STORED);
            loops.settle();
            assertThat(loops.on(loops.two, follower.result().flight()::takeOff)).isTrue();
            assertThat(flight.takeOff()).isFalse();
            flight.closeUnlessFilling();
            assertThat(flight.look(loops.one)).as("still in the air").isNotNull();
        }

        @Test
        void withoutAFill_itEnds() {
            board();
            flight.landLookup(Lookup.NOT_STORED);
            flight.closeUnlessFilling();
            assertOffTheMap();
        }
    }

    @Nested
    class Filling {
        @Test
        void whoComes_waitsForTheOutcome() {
            board();
            flight.landLookup(Lookup.NOT_STORED);
            flight.takeOff();
            Future<Filled> first = follow(loops.one);
            Future<Filled> second = follow(loops.two);
            loops.settle();
            assertThat(first.isComplete()).isFalse();
            assertThat(flights.size()).isEqualTo(1);
            flight.finish(LANDED);
            loops.settle();
            assertThat(first.result()).isSameAs(LANDED);
            assertThat(second.result()).isSameAs(LANDED);
            assertOffTheMap();
        }
    }

    @Nested
    class Offered {
        @Test
        void whoWaits_andWhoComes_isOfferedTheResponse_forItsOwnContext() {
            board();
            flight.landLookup(Lookup.NOT_STORED);
            flight.takeOff();
            Future<Filled> waited = follow(loops.one);
            flight.offer((context, boarding) -> new Filled.Failed(context == loops.one ? 1 : 2, boarding.name()));
            Future<Filled> late = follow(loops.two);
            loops.settle();
            assertThat(waited.result()).isEqualTo(new Filled.Failed(1, "BEFORE_HEAD"));
            assertThat(late.result()).isEqualTo(new Filled.Failed(2, "AFTER_HEAD"));
            assertThat(flights.size()).as("until it is settled").isEqualTo(1);
            flight.close();
            assertOffTheMap();
        }
    }

    @Nested
    class Replaced {
        private Flight inFull(boolean purged) {
            board();
            flight.landLookup(Lookup.NOT_STORED);
            flight.takeOff();
            return Objects.requireNonNull(flights.replace(flight, purged));
        }

        @Test
        void byOneOnly_whoTakesItsPlaceOnTheMap() {
            Flight next = inFull(false);
            assertThat(flights.replace(flight, false)).isNull();
            assertThat(flights.boardOr(flights.create(KEY))).isSameAs(next);
            flight.close();
            assertThat(flights.size()).as("the next stays").isEqualTo(1);
        }

        @Test
        void theNext_isBesideIt_untilItHasSettled() {
            Flight next = inFull(false);
            assertThat(next.isBesideAnother()).isTrue();
            Flight third = Objects.requireNonNull(flights.replace(next, false));
            next.close();
            assertThat(third.isBesideAnother())
                    .as("the first has the lease still")
                    .isTrue();
            flight.close();
            assertThat(third.isBesideAnother()).isFalse();
        }

        @Test
        void afterAPurge_theNextAsksForTheLease() {
            assertThat(inFull(true).isBesideAnother()).isFalse();
        }

        @Test
        void grounding_reachesWhatIsBeside() {
            inFull(false);
            flights.ground(KEY.key());
            assertThat(flight.isGrounded()).isTrue();
        }
    }

    @Nested
    class Closed {
        @Test
        void closing_sendsWhoWaitsToLookAgain_andMayBeRepeated() {
            board();
            flight.landLookup(Lookup.NOT_STORED);
            flight.takeOff();
            Future<Filled> waited = follow(loops.two);
            flight.close();
            flight.close();
            loops.settle();
            assertAgain(waited);
            assertOffTheMap();
            assertThat(flight.takeOff()).isFalse();
        }
    }

    @Test
    void hop_deliversOnItsContext_andHandsBackWhatComesTooLate() {
        StringBuilder unwanted = new StringBuilder();
        Hop<String> hop = Hop.to(loops.two, unwanted::append);
        hop.complete("first");
        hop.complete("second");
        loops.settle();
        assertThat(hop.future().result()).isEqualTo("first");
        assertThat(unwanted).hasToString("second");
    }
}
