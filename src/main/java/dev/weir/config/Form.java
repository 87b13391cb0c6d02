package dev.weir.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How one kind of value is written.
 *
 * @param expected completes "expected: …"
 * @param reader the value of a text, or nothing if the text is not of this form; never throws
 * @param suggestion what a wrong text may have meant; need not be of this form
 * @param shown the text as a report may show it
 */
record Form<T>(
        String expected,
        Function<String, Optional<T>> reader,
        Function<String, Optional<String>> suggestion,
        UnaryOperator<String> shown) {

    static <T> Form<T> of(String expected, Function<String, Optional<T>> reader) {
        return new Form<>(expected, reader, text -> Optional.empty(), UnaryOperator.identity());
    }

    Optional<T> read(String text) {
        return reader.apply(text);
    }

    /** What a wrong text probably meant, if this form would take it. */
    Optional<String> nearest(String text) {
        return suggestion.apply(text).filter(better -> read(better).isPresent());
    }

    Form<T> suggesting(Function<String, Optional<String>> better) {
        return new Form<>(expected, reader, better, shown);
    }

    Form<T> showing(UnaryOperator<String> masked) {
        return new Form<>(expected, reader, suggestion, masked);
    }

    Form<T> where(Predicate<T> condition) {
        return where(condition, expected);
    }

    Form<T> where(Predicate<T> condition, String narrower) {
        return new Form<>(narrower, text -> read(text).filter(condition), suggestion, shown);
    }

    <U> Form<U> map(Function<T, U> conversion) {
        return new Form<>(expected, text -> read(text).map(conversion), suggestion, shown);
    }
}
