package io.iplive.gateway.call;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call says of an optional parameter (contracts/iplive.md): a blank one asks for the
 * default, an absent one leaves the value as it is.
 */
public sealed interface Sent<T> {

  /** Not sent. */
  record Absent<T>() implements Sent<T> {}

  /** Sent without a value. */
  record Blank<T>() implements Sent<T> {}

  /** Sent with a usable value. */
  record Value<T>(T value) implements Sent<T> {}

  /** The value in force after the call. */
  default T or(T current, T preset) {
    return switch (this) {
      case Absent<T>() -> current;
      case Blank<T>() -> preset;
      case Value<T>(T value) -> value;
    };
  }

  /** As {@link #or}, for a parameter whose default is none. */
  default @Nullable T orNone(@Nullable T current) {
    return switch (this) {
      case Absent<T>() -> current;
      case Blank<T>() -> null;
      case Value<T>(T value) -> value;
    };
  }

  /** The value of a parameter that a call is refused without. */
  default T required() {
    return switch (this) {
      case Value<T>(T value) -> value;
      case Absent<T>(), Blank<T>() ->
          throw new IllegalStateException("A required parameter was read as absent");
    };
  }

  /** The same with another value. */
  default <R> Sent<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Absent<T>() -> new Absent<>();
      case Blank<T>() -> new Blank<>();
      case Value<T>(T value) -> new Value<>(change.apply(value));
    };
  }
}
