package io.iplive.gateway.call;

import java.util.function.Function;

/** What makes the text of a parameter usable. */
@FunctionalInterface
public interface Rule<T> {

  /** Reads a text that is not blank and has no blanks around it. */
  Reading<T> read(String text);

  /** What a text turns out to be. */
  sealed interface Reading<T> {

    /** Usable. */
    record Good<T>(T value) implements Reading<T> {}

    /** Unusable: the part at fault, and what is allowed. */
    record Bad<T>(String part, String allowed) implements Reading<T> {}
  }

  /** The same texts, read further. */
  default <R> Rule<R> then(Function<? super T, ? extends Reading<R>> further) {
    return text ->
        switch (read(text)) {
          case Reading.Good<T>(T value) -> further.apply(value);
          case Reading.Bad<T>(String part, String allowed) -> new Reading.Bad<>(part, allowed);
        };
  }

  /** The same texts, as another type. */
  default <R> Rule<R> as(Function<? super T, ? extends R> change) {
    return then(value -> new Reading.Good<>(change.apply(value)));
  }
}
