package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The form of an entry: what is written is read back, and what is not understood purges everything. */
class LogEntryTest {
    private static final Purge EVERYTHING = new Purge(List.of(new Subject.All()), false);

    @Test
    void entry_isReadable() {
        Purge purge = new Purge(
                List.of(
                        new Subject.Uri("http://h/p?a=1"),
                        new Subject.Group(null, "two words"),
                        new Subject.Group("http://h", "two words"),
                        new Subject.Prefix("http://h/")),
                true);

        assertThat(LogEntry.write(purge, "n1", 7))
                .containsExactly(
                        "v",
                        "1",
                        "by",
                        "n1",
                        "was",
                        "7",
                        "soft",
                        "1",
                        "url",
                        "http://h/p?a=1",
                        "group",
                        "two words",
                        "group-of",
                        "http://h two words",
                        "prefix",
                        "http://h/");
    }

    @Test
    void start_isAPurgeOfEverything_thatNobodyOrdered() {
        LogEntry start = LogEntry.read(List.of("v", "1", "after", "0", "start", "1"));

        assertThat(start).isEqualTo(new LogEntry(0, null, 0, true, EVERYTHING));
    }

    @Property(tries = 300)
    void written_isReadBack(@ForAll("purges") Purge purge, @ForAll("nodes") String by) {
        List<String> fields = new ArrayList<>(LogEntry.write(purge, by, 0));
        fields.addAll(2, List.of("after", "41"));

        assertThat(LogEntry.read(fields)).isEqualTo(new LogEntry(41, by, 0, false, purge));
    }

    @Property(tries = 300)
    void whatIsNotUnderstood_purgesEverything(@ForAll("strange") List<String> fields) {
        LogEntry entry = LogEntry.read(fields);

        assertThat(entry.purge()).isEqualTo(EVERYTHING);
    }

    @Provide
    Arbitrary<String> nodes() {
        return Arbitraries.of("a", "0f3c9a02");
    }

    @Provide
    Arbitrary<Purge> purges() {
        Arbitrary<String> text = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
        Arbitrary<Subject> subjects = Arbitraries.oneOf(
                text.map(Subject.Uri::new),
                text.map(name -> new Subject.Group(null, name)),
                text.map(name -> new Subject.Group("https://h:1", name)),
                text.map(Subject.Prefix::new),
                Arbitraries.just(new Subject.All()));
        return Combinators.combine(subjects.list().ofMinSize(1).ofMaxSize(5), Arbitraries.of(true, false))
                .as(Purge::new);
    }

    /** Another version, an unknown name, an odd number of fields, a number that is none, or no subject at all. */
    @Provide
    Arbitrary<List<String>> strange() {
        Arbitrary<String> word = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6);
        return Arbitraries.oneOf(
                word.list().ofMaxSize(7).map(words -> words),
                word.map(name -> List.of("v", "2", "url", name)),
                word.map(name -> List.of("v", "1", "x" + name, "1", "url", "http://h/")),
                word.map(name -> List.of("v", "1", "url", "http://h/", name)),
                word.map(name -> List.of("v", "1", "after", name, "url", "http://h/")),
                word.map(name -> List.of("v", "1", "group-of", name)),
                Arbitraries.just(List.of("v", "1", "soft", "1")));
    }
}
